"""How records on the desk stand to what readers see, found by comparing the two.

Not by dates: a save may change nothing, and a part may change without its record being saved.
"""

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet, TextChoices
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from publishing.registry import RecordType, quoted, record_type_of
from publishing.snapshots import DESK, LIVE


class State(TextChoices):
    """A row of vocabulary that was withdrawn is a draft again: it had no address to leave a notice at."""

    DRAFT = "draft", _("brouillon")
    LIVE = "live", _("en ligne")
    CHANGED = "changed", _("en ligne, avec des modifications")
    WITHDRAWN = "withdrawn", _("retirée")


def states(model: type[Model], ids: Iterable[UUID] | None = None) -> dict[UUID, State]:
    """The state of each record of a type, or of those given; one statement."""
    statement, parameters = _states_of(record_type_of(model)), []
    if ids is not None:
        statement, parameters = f"{statement} WHERE desk.id = ANY(%s)", [list(ids)]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {pk: State(state) for pk, state in cursor.fetchall()}


def in_state(queryset: QuerySet, state: State) -> QuerySet:
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
        "SELECT FROM live.editions_address notice WHERE notice.record_id = desk.id"
        f" AND notice.record_type = '{kind.label}' AND notice.withdrawn_at IS NOT NULL"
    )
    return (
        f"SELECT desk.id, CASE WHEN live.id IS NULL AND EXISTS ({notice}) THEN '{State.WITHDRAWN}'"
        f" WHEN live.id IS NULL THEN '{State.DRAFT}'"
        f" WHEN {_differs(kind)} THEN '{State.CHANGED}' ELSE '{State.LIVE}' END AS state"
        f" FROM {DESK}.{table} desk LEFT JOIN {LIVE}.{table} live ON live.id = desk.id"
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
