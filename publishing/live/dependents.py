"""Live records whose derived rows say something of the records being published: these are written anew with them.

An entry of the search holds the slug of the organ that decided, that of an office the names of its holders, and the
stage of a status decides which step leads. Models name such fields in `denormalized_fields`; those whose headline is
read from rows of other records say which in `reading_from()`.
"""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from publishing.live.changeset import Changeset
from publishing.registry import RECORD_TYPES, RecordType, quoted, references_to
from publishing.snapshots import LIVE, Ids, Snapshot, ids_of


def dependents_of(changeset: Changeset) -> Ids:
    """Other live records that read a field which a publication changes; a statement per field that leads there."""
    found: dict[RecordType, set[UUID]] = defaultdict(set)
    for kind, ids in lenders(changeset).items():
        for owner_kind, owner in owners_of_links_to(kind, ids):
            found[owner_kind].add(owner)
    for kind, readers in readers_of(changeset):
        found[kind] |= readers
    changed_ids = {pk for _label, pk in changeset.changed}
    return {kind: others for kind, owners in found.items() if (others := list(owners - changed_ids))}


def readers_of(changeset: Changeset) -> Iterator[tuple[RecordType, set]]:
    """Live records whose headline is read from rows of those: a statement for each type that says so."""
    ids = {kind.label: keys for kind, keys in ids_of(changeset.changed).items()}
    for kind in RECORD_TYPES.values():
        if hasattr(kind.model, "reading_from"):
            yield kind, set(kind.model.reading_from(ids).order_by().values_list("pk", flat=True))


def lenders(changeset: Changeset) -> Ids:
    """Those that were live and lend something else now."""
    lending = defaultdict(list)
    for key, shown in changeset.replaced.items():
        if lent(changeset.changed[key]) != lent(shown):
            lending[shown.record_type].append(shown.id)
    return lending


def lent(snapshot: Snapshot) -> list:
    """What others read of it, in every language."""
    table = snapshot.record_type.row
    (row,) = snapshot.rows[table.name]
    columns = [table.translations.get(name, {name: name}) for name in snapshot.record_type.model.denormalized_fields]
    return [row[column] for by_language in columns for column in by_language.values()]


def owners_of_links_to(kind: RecordType, ids: list[UUID]) -> list[tuple[RecordType, UUID]]:
    """The live records that refer to those rows, themselves, in a part or by a link."""
    owners = []
    with connection.cursor() as cursor:
        for owner_kind, table, field in references_to(kind.model):
            if owner_kind.has_address:
                rows = f"{table.source(LIVE)} WHERE a.{quoted(field.column)} = ANY(%s)"
                cursor.execute(f"SELECT DISTINCT {table.owner} FROM {rows}", [ids])  # noqa: S608 (names of ours)
                owners += [(owner_kind, owner) for (owner,) in cursor.fetchall()]
    return owners
