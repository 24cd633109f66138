"""Links between records: what would lead nowhere once published, and what must go together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import ForeignKey, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing.errors import name_of
from publishing.registry import (
    RECORD_TYPES,
    RecordTable,
    RecordType,
    quoted,
    record_type_of,
    references_to,
    tables_by_model,
    target_of,
)
from publishing.rich.fields import rich_columns
from publishing.rich.links import SCHEME, references_in
from publishing.snapshots import DESK, LIVE, Ids, Snapshots, ids_by_type


@dataclass(frozen=True)
class Reference:
    """A link that a record of `kind` (`owner`) has, by a foreign key or in a text, to a row that is not live."""

    kind: RecordType
    owner: UUID
    target_model: type[Model]
    target: UUID
    is_left_behind: bool = False  # the row it leads to was live, and leaves


def missing_targets(ids: Ids, schema: str) -> list[Reference]:
    """Links of those records, as they stand in a schema, to rows that are not live; two statements per type at most."""
    return [*missing_by_key(ids, schema), *missing_in_texts(ids, schema)]


def missing_by_key(ids: Ids, schema: str) -> list[Reference]:
    """Those through foreign keys; one statement per type."""
    found = []
    with connection.cursor() as cursor:
        for kind, owners in ids.items():
            fields = [(table, field) for table in kind.tables for field in table.references]
            if not fields:
                continue
            union = " UNION ".join(_missing(n, table, field, schema) for n, (table, field) in enumerate(fields))
            cursor.execute(union, {"ids": owners})
            targets = [target_of(field) for _table, field in fields]
            found += [Reference(kind, owner, targets[n], target) for n, owner, target in cursor.fetchall()]
    return found


def missing_in_texts(ids: Ids, schema: str) -> list[Reference]:
    """Those within rich texts; one statement per type that has such texts, and one per model referred to.

    They are asked for at publication only: when what they lead to is withdrawn later, they become plain text.
    """
    found = [
        (kind, owner, reference)
        for kind, owners in ids.items()
        for owner, reference in _references_in_texts(kind, owners, schema)
    ]
    live = _live({reference for _kind, _owner, reference in found})
    return [
        Reference(kind, owner, record_type_of(label).model, pk)
        for kind, owner, (label, pk) in found
        if (label, pk) not in live
    ]


def _references_in_texts(kind, owners, schema):
    tables = [(table, columns) for table in kind.tables if (columns := rich_columns(table.model))]
    if not tables:
        return []
    union = " UNION ALL ".join(
        f"SELECT {table.owner}, concat_ws(' ', {', '.join(f'a.{quoted(column)}' for column in columns)}) told"
        f" FROM {table.source(schema)} WHERE {table.owner} = ANY(%(ids)s)"
        for table, columns in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({union}) texts WHERE told LIKE %(scheme)s", {"ids": owners, "scheme": f"%{SCHEME}%"}
        )
        return [(owner, reference) for owner, text in cursor.fetchall() for reference in sorted(references_in([text]))]


def _live(references):
    """Those of the records that are live; one statement per model."""
    asked = defaultdict(list)
    for label, pk in references:
        asked[label].append(pk)
    live = set()
    with connection.cursor() as cursor:
        for label, ids in asked.items():
            table = quoted(record_type_of(label).row.name)
            cursor.execute(f"SELECT id FROM {LIVE}.{table} WHERE id = ANY(%s)", [ids])
            live |= {(label, pk) for (pk,) in cursor.fetchall()}
    return live


def _missing(number: int, table: RecordTable, field: ForeignKey, schema: str) -> str:
    column, target = f"a.{quoted(field.column)}", quoted(target_of(field)._meta.db_table)
    return (
        f"SELECT {number}, {table.owner}, {column} FROM {table.source(schema)}"
        f" LEFT JOIN {LIVE}.{target} target ON target.id = {column}"
        f" WHERE {table.owner} = ANY(%(ids)s) AND {column} IS NOT NULL AND target.id IS NULL"
    )


def left_behind(gone: dict[type[Model], list[UUID]]) -> list[Reference]:
    """Links of live records to rows that have left `live`; one statement per model that lost rows."""
    found = []
    with connection.cursor() as cursor:
        for model, ids in gone.items():
            sources = references_to(model)
            if not sources:
                continue
            union = " UNION ".join(_referring(n, table, field) for n, (_kind, table, field) in enumerate(sources))
            cursor.execute(union, {"ids": ids})
            for n, owner, target in cursor.fetchall():
                kind, _table, field = sources[n]
                found.append(Reference(kind, owner, target_of(field), target, is_left_behind=True))
    return found


def _referring(number, table, field):
    column = f"a.{quoted(field.column)}"
    return f"SELECT {number}, {table.owner}, {column} FROM {table.source(LIVE)} WHERE {column} = ANY(%(ids)s)"


def rows_that_leave(before: Snapshots, after: Snapshots) -> dict[type[Model], list[UUID]]:
    """The keys of rows and parts that the first snapshots have and the second have not, by model."""
    gone: dict[type[Model], list[UUID]] = defaultdict(list)
    for key, snapshot in before.items():
        for table in snapshot.record_type.tables:
            if not table.model._meta.auto_created:
                kept = after[key].rows_by_id(table) if key in after else {}
                gone[table.model] += [UUID(pk) for pk in snapshot.rows_by_id(table) if pk not in kept]
    return {model: ids for model, ids in gone.items() if ids}


def closure(records: Iterable[Model]) -> list[Model]:
    """Those records and all that must be published with them: whatever they refer to that is not live.

    In the order of the record types, sources first. A new part of a live record brings that record.
    """
    bundle = {kind: dict.fromkeys(ids) for kind, ids in ids_by_type(records).items()}
    fresh = {kind: list(ids) for kind, ids in bundle.items()}
    while fresh:
        found = owners_of(missing_targets(fresh, DESK))
        fresh = {kind: [pk for pk in ids if pk not in bundle.get(kind, {})] for kind, ids in found.items()}
        fresh = {kind: ids for kind, ids in fresh.items() if ids}
        for kind, ids in fresh.items():
            bundle.setdefault(kind, {}).update(dict.fromkeys(ids))
    return in_order(bundle)


def in_order(bundle: Mapping[RecordType, Iterable[UUID]]) -> list[Model]:
    """The desk's records of a bundle, by record type as these are declared, then as their type is ordered."""
    return [
        record
        for kind in RECORD_TYPES.values()
        if kind in bundle
        for record in kind.model._default_manager.filter(pk__in=list(bundle[kind]))
    ]


def owners_of(references: Iterable[Reference]) -> dict[RecordType, list[UUID]]:
    """The records that the targets of links are, or belong to as parts; one statement per model."""
    targets = defaultdict(set)
    for reference in references:
        targets[reference.target_model].add(reference.target)
    found: dict[RecordType, list[UUID]] = defaultdict(list)
    for model, ids in targets.items():
        kind, table = tables_by_model()[model]
        found[kind] += ids if table is kind.row else _owners(table, ids)
    return found


def _owners(table, ids):
    owner = table.model.owner_field
    return table.model._base_manager.filter(pk__in=ids).values_list(f"{owner}_id", flat=True).distinct()


def in_words(references: Iterable[Reference]) -> list[str]:
    """Each link once, as an editor would say it; a fixed number of statements for any number of links."""
    references = list(references)
    names = _names(references)
    return sorted({_sentence(reference, names) for reference in references})


def _sentence(reference, names):
    values = {
        "record": names[reference.kind.model, reference.owner],
        "target": names[reference.target_model, reference.target],
    }
    if reference.is_left_behind:
        return _("%(record)s est en ligne et renvoie à %(target)s, qui n’y serait plus.") % values
    return _("%(record)s renvoie à %(target)s, qui n’est pas en ligne.") % values


def _names(references):
    wanted = defaultdict(set)
    for reference in references:
        wanted[reference.kind.model].add(reference.owner)
        wanted[reference.target_model].add(reference.target)
    return {
        (model, pk): name_of(row) if row else f"{capfirst(model._meta.verbose_name)} {pk}"
        for model, ids in wanted.items()
        for pk, row in _rows(model, ids).items()
    }


def _rows(model, ids):
    """The desk's rows by key, with the record that parts belong to; None for one that is no longer there."""
    owner = getattr(model, "owner_field", None)
    rows = model._base_manager.select_related(*([owner] if owner else [])).in_bulk(list(ids))
    return {pk: rows.get(pk) for pk in ids}
