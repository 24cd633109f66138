"""Where records stand between their first word and readers: one list of states, none of them stored.

What readers see is found by comparing the two schemas, not by dates: a save may change nothing, and a part may change
without its record being saved. What awaits a decision or an hour is in a pending submission; what is in the bin, in the
last revision of a record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet, TextChoices
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from publishing.registry import RecordType, quoted, record_type_of
from publishing.snapshots import DESK, LIVE


class PublicationStatus(TextChoices):
    """In the order in which a record may go through them.

    A live record of which changes are submitted is « submitted »: what awaits somebody comes before what is there
    already. A row of vocabulary that was withdrawn is a draft again: it had no address to leave a notice at.
    """

    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("soumise")
    APPROVED = "approved", _("approuvée")
    SCHEDULED = "scheduled", _("programmée")
    FAILED = "failed", _("échouée")
    LIVE = "live", _("en ligne")
    CHANGED = "changed", _("en ligne, avec des modifications")
    WITHDRAWN = "withdrawn", _("retirée")
    BINNED = "binned", _("à la corbeille")


@dataclass(frozen=True)
class StatusDetails:
    """Where one record stands: its state, what readers see of it, and the pending submission that it is in, if any."""

    state: PublicationStatus
    is_live: bool
    is_withdrawn: bool
    differs: bool  # the desk says something that readers do not see
    submission_id: int | None
    published_at: datetime | None  # when it was last published


def publication_status(model: type[Model], ids: Iterable[UUID] | None = None) -> dict[UUID, StatusDetails]:
    """Where each record of a type stands, or each of those given, the bin left out; one statement."""
    statement, parameters = _states_of(record_type_of(model)), []
    if ids is not None:
        statement, parameters = f"{statement} WHERE desk.id = ANY(%s)", [list(ids)]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {pk: StatusDetails(PublicationStatus(state), *rest) for pk, state, *rest in cursor.fetchall()}


def publication_statuses(model: type[Model], ids: Iterable[UUID] | None = None) -> dict[UUID, PublicationStatus]:
    """The state alone of each record of a type, or of those given."""
    return {pk: found.state for pk, found in publication_status(model, ids).items()}


def counts(model: type[Model]) -> dict[PublicationStatus, int]:
    """How many records of a type are in each state; one statement, the bin included."""
    kind = record_type_of(model)
    binned = (
        "SELECT FROM (SELECT DISTINCT ON (record_id) action FROM publishing_revision"
        f" WHERE record_type = '{kind.label}' ORDER BY record_id, number DESC) last WHERE action = 'deleted'"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT state, count(*) FROM ({_states_of(kind)}) compared GROUP BY state"
            f" UNION ALL SELECT '{PublicationStatus.BINNED}', count(*) FROM ({binned}) binned"
        )
        found = dict(cursor.fetchall())
    return {state: found.get(state.value, 0) for state in PublicationStatus}


def in_state(queryset: QuerySet, state: PublicationStatus) -> QuerySet:
    """The records of a queryset that are in that state; costs one comparison of the whole type."""
    statement = f"SELECT id FROM ({_states_of(record_type_of(queryset.model))}) compared WHERE state = %s"
    return queryset.filter(pk__in=RawSQL(statement, [state]))


def live_exists(record: Model) -> bool:
    """Whether readers see the record, in whatever state it is on the desk."""
    table = quoted(record_type_of(record).row.name)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {LIVE}.{table} WHERE id = %s)", [record.pk])
        return cursor.fetchone()[0]


@cache
def _states_of(kind: RecordType) -> str:
    table = quoted(kind.row.name)
    notice = (
        "EXISTS (SELECT FROM live.editions_address notice WHERE notice.record_id = desk.id"
        f" AND notice.record_type = '{kind.label}' AND notice.withdrawn_at IS NOT NULL)"
    )
    return (
        "SELECT desk.id, CASE WHEN asked.state = 'open' THEN 'submitted' WHEN asked.state IS NOT NULL THEN asked.state"
        " WHEN found.is_live THEN"
        f" CASE WHEN found.differs THEN '{PublicationStatus.CHANGED}' ELSE '{PublicationStatus.LIVE}' END"
        f" WHEN found.is_withdrawn THEN '{PublicationStatus.WITHDRAWN}' ELSE '{PublicationStatus.DRAFT}' END AS state,"
        " found.is_live, found.is_withdrawn, found.differs, asked.id AS submission_id,"
        " (SELECT max(edition.published_at) FROM live.editions_edition edition WHERE edition.record_id = desk.id"
        f" AND edition.record_type = '{kind.label}') AS published_at"
        f" FROM {DESK}.{table} desk LEFT JOIN {LIVE}.{table} live ON live.id = desk.id"
        " CROSS JOIN LATERAL (SELECT live.id IS NOT NULL AS is_live,"
        f" live.id IS NULL AND {notice} AS is_withdrawn, live.id IS NULL OR {_differs(kind)} AS differs) found"
        " LEFT JOIN (SELECT item.record_id, submission.id, submission.state FROM publishing_submissionitem item"
        " JOIN publishing_submission submission ON submission.id = item.submission_id"
        f" WHERE item.is_pending AND item.record_type = '{kind.label}') asked ON asked.record_id = desk.id"
    )


def _differs(kind):
    """SQL: the row, a part or a link is not the same in both schemas."""
    row = f"{_row(kind.row, 'desk')} IS DISTINCT FROM {_row(kind.row, 'live')}"
    rest = (f"{_rows(table, DESK)} IS DISTINCT FROM {_rows(table, LIVE)}" for table in kind.tables[1:])
    return " OR ".join([row, *rest])


def _row(table, alias):
    return f"({', '.join(f'{alias}.{quoted(column)}' for column in table.own_columns)})"


def _rows(table, schema):
    row = _row(table, "a")
    return f"(SELECT array_agg({row} ORDER BY {row}) FROM {table.source(schema)} WHERE {table.owner} = desk.id)"
