"""The history of records: every state an editor left one in, whole, with its parts and links.

A revision is a snapshot, so that two of them tell what changed field by field, and any of them can be put
back on the desk. What keeps the desk's own rows from being changed afterwards is in docs/decisions/0015-history.md.
"""

import json
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from publishing.errors import Refused, explain
from publishing.models import NAME_LENGTH, NamedVersion, Revision
from publishing.registry import RecordTable, field_of, record_type_of
from publishing.snapshots import (
    DESK,
    LIVE,
    Key,
    Snapshot,
    Snapshots,
    has_todays_shape,
    ids_by_type,
    read_snapshots,
    write_snapshots,
)

Action = Revision.Action

# Numbered in one statement; whoever comes second waits at the constraint and is told.
KEEP = """
INSERT INTO publishing_revision (record_type, record_id, snapshot, sha256, number, action, at, by_id, by, note)
SELECT new.record_type, new.record_id, new.snapshot, new.sha256, coalesce(last.number, 0) + 1,
    %(action)s, %(at)s, %(by_id)s, %(by)s, %(note)s
FROM unnest(%(types)s::text[], %(ids)s::uuid[], %(snapshots)s::text[], %(sha256s)s::text[])
    new (record_type, record_id, snapshot, sha256)
LEFT JOIN LATERAL (
    SELECT number, sha256, action FROM publishing_revision r
    WHERE r.record_type = new.record_type AND r.record_id = new.record_id ORDER BY number DESC LIMIT 1
) last ON true
WHERE last.sha256 IS DISTINCT FROM new.sha256 OR (last.action = 'deleted') IS DISTINCT FROM (%(action)s = 'deleted')
    OR %(action)s = 'confirmed'
"""


def keep_revision(record: Model, by: AbstractBaseUser | None = None, **options) -> None:
    """Keep the record as it now stands on the desk, with its parts; nothing if that is how it stood."""
    keep_revisions([record], by=by, **options)


def keep_revisions(records: Iterable[Model], *, by=None, action: str = Action.SAVED, note: str = "") -> None:
    """The same for many records, in one statement per type and one more."""
    keep_snapshots(read_snapshots(ids_by_type(records), DESK), by=by, action=action, note=note)


def keep_snapshots(snapshots: Snapshots, *, by=None, action: str = Action.SAVED, note: str = "") -> None:
    """Keep these states as the latest of their records."""
    shots = list(snapshots.values())
    values = {
        "types": [shot.record_type.label for shot in shots],
        "ids": [shot.id for shot in shots],
        "snapshots": [shot.text for shot in shots],
        "sha256s": [shot.sha256 for shot in shots],
        "action": action,
        "at": timezone.now(),
        "by_id": by and by.pk,
        "by": by.get_username()[:NAME_LENGTH] if by else "",
        "note": note,
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)


def versions(record: Model) -> QuerySet[Revision]:
    """The revisions of a record, newest first, without their texts."""
    return versions_of(record_type_of(record).label, record.pk)


def versions_of(label: str, pk) -> QuerySet[Revision]:
    """The same by type and key: of a record that may have been deleted."""
    rows = Revision.objects.filter(record_type=label, record_id=pk).order_by("-number")
    return rows.defer("snapshot").prefetch_related("names")


def name_version(revision: Revision, label: str, *, by: AbstractBaseUser) -> NamedVersion:
    """Call a revision something, to find it again; the same name twice is one."""
    name, _created = NamedVersion.objects.get_or_create(
        revision=revision, label=label, defaults={"by_id": by.pk, "by": by.get_username()}
    )
    return name


def authors_since_publication(live: Snapshots, keys: Iterable[Key]) -> dict[int, str]:
    """Who wrote something of these records that readers do not see yet, by number of account."""
    authors: dict[int, str] = {}
    for label, pk in keys:
        rows = Revision.objects.filter(record_type=label, record_id=pk)
        if (label, pk) in live:
            seen = rows.filter(sha256=live[label, pk].sha256).aggregate(number=Max("number"))["number"]
            rows = rows.filter(number__gt=seen or 0)
        rows = rows.exclude(action=Action.CONFIRMED)  # who found a translation right wrote nothing
        authors |= dict(rows.exclude(by_id=None).values_list("by_id", "by"))  # type: ignore[arg-type]  # accounts that are none are left out
    return authors


# Back on the desk


def restore(revision: Revision, *, by: AbstractBaseUser) -> None:
    """Put a record back on the desk as it stood, with its parts and links; raises Refused.

    A draft: readers see nothing of it before it is published. What has been published of its ledgers stays,
    since a ledger is only added to. A record that was deleted comes back.
    """
    shot = revision.as_snapshot
    if not has_todays_shape(shot):
        raise Refused(
            [_("Cette version date d’avant un changement du registre : elle se lit, mais ne se rétablit plus.")]
        )
    with transaction.atomic():
        ids = {shot.record_type: [shot.id]}
        keep_snapshots(read_snapshots(ids, DESK), by=None)
        put_on_desk(with_published_facts(shot, read_snapshots(ids, LIVE).get(shot.key)))
        keep_snapshots(read_snapshots(ids, DESK), by=by, action=Action.RESTORED, note=str(revision.number))


def put_on_desk(snapshot: Snapshot) -> None:
    """Replace the record by the snapshot; raises Refused, in words, for what the database objects to."""
    try:
        with transaction.atomic():
            write_snapshots([snapshot], DESK)
            connection.check_constraints()
    except IntegrityError as error:
        raise Refused([explain(error)]) from error


def with_published_facts(snapshot: Snapshot, live: Snapshot | None) -> Snapshot:
    """The snapshot with what readers see of its ledgers: the facts of steps, and whole steps that came later."""
    if live is None:
        return snapshot
    rows = {name: list(found) for name, found in snapshot.rows.items()}
    for table in snapshot.record_type.tables:
        if names := getattr(table.model, "immutable_fields", ()):
            columns = [field_of(table.model, name).column for name in names]
            known = {row["id"]: row for row in rows[table.name]}
            for pk, published in live.rows_by_id(table).items():
                if pk in known:
                    known[pk].update({column: published[column] for column in columns})
                else:
                    rows[table.name].append(published)
                    add_links(rows, live, table, pk)
    return Snapshot(snapshot.record_type, snapshot.id, json.dumps(rows))


def add_links(rows: dict, live: Snapshot, table: RecordTable, pk: str) -> None:
    """The links of a published part, with it."""
    for link in live.record_type.tables:
        if link.via is table:
            rows[link.name] += [row for row in live.rows[link.name] if row[link.owner_column] == pk]


# Deleted, and kept


def delete(records: Iterable[Model], *, by: AbstractBaseUser) -> None:
    """Delete records from the desk; the history keeps them, and whose decision it was."""
    with transaction.atomic():
        for record in records:
            keep_revision(record, by, action=Action.DELETED)
            record.delete()


def deleted(record_types: Iterable[str]) -> list[Revision]:
    """The last revision of each record that was deleted and has not come back, the latest first."""
    last = Revision.objects.filter(record_type__in=list(record_types)).distinct("record_type", "record_id")
    last = last.order_by("record_type", "record_id", "-number")
    return list(Revision.objects.filter(pk__in=last.values("pk"), action=Action.DELETED).order_by("-at"))
