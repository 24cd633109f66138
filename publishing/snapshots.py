"""Records as canonical JSON, taken from either schema and put into `live`.

The text of a snapshot is at once what is published, its edition and its fingerprint:
two states of a record are the same exactly when their texts are.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from publishing.registry import RecordTable, RecordType, column_name, quoted, record_type_of
from publishing.rich.cleaning import is_html
from publishing.rich.fields import RichTextField
from publishing.rich.plain import stored

DESK, LIVE = "public", "live"

Key = tuple[str, UUID]
Ids = Mapping[RecordType, list[UUID]]


@dataclass(frozen=True)
class Snapshot:
    """One record as it stood: its row, parts and links, by table."""

    record_type: RecordType
    id: UUID
    text: str

    @property
    def key(self) -> Key:
        return self.record_type.label, self.id

    @cached_property
    def rows(self) -> dict[str, list[dict]]:
        """Its rows by table name, each with its columns."""
        return json.loads(self.text)

    def rows_by_id(self, table: RecordTable) -> dict[str, dict]:
        """The rows of a part by key, as text."""
        return {row["id"]: row for row in self.rows[table.name]}

    @property
    def title(self) -> str:
        """What it calls itself in French, for when there is no such record."""
        (row,) = self.rows[self.record_type.row.name]
        name = self.record_type.model.title_field
        return row.get(f"{name}_fr") or row.get(name) or row.get("key") or ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


Snapshots = dict[Key, Snapshot]


def ids_by_type(records: Iterable) -> Ids:
    """The keys of records of any types; raises LookupError for what is not published by itself."""
    found: dict[RecordType, dict] = defaultdict(dict)
    for record in records:
        found[record_type_of(record)][record.pk] = None
    return {kind: list(ids) for kind, ids in found.items()}


def ids_of(keys: Iterable[Key]) -> Ids:
    """The same by record type; snapshots by key will do."""
    found: dict[RecordType, list[UUID]] = defaultdict(list)
    for label, pk in keys:
        found[record_type_of(label)].append(pk)
    return found


def records_on_desk(ids: Ids) -> dict[Key, Model]:
    """Those records as the desk has them now; one statement per type. What is not there is left out."""
    return {
        (kind.label, record.pk): record
        for kind, wanted in ids.items()
        for record in kind.model._base_manager.filter(pk__in=wanted)
    }


def read_snapshots(ids: Ids, schema: str) -> Snapshots:
    """Those records as they stand in a schema; one statement per type. What is not there is left out."""
    snapshots = {}
    with connection.cursor() as cursor:
        for kind, wanted in ids.items():
            cursor.execute(_snapshots_of(kind, schema), [wanted])
            for pk, text in cursor.fetchall():
                snapshots[kind.label, pk] = cleaned(Snapshot(kind, pk, text))
    return snapshots


def cleaned(snapshot: Snapshot) -> Snapshot:
    """The snapshot with its rich texts clean, should something have been written without the model's field."""
    dirty = list(unclean_texts(snapshot))
    if not dirty:
        return snapshot
    replaced, parameters = "%s::jsonb", list[Any]([snapshot.text])
    for *path, text in dirty:
        replaced = f"jsonb_set({replaced}, %s, to_jsonb(%s::text))"
        parameters += [path, stored(text)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({replaced})::text", parameters)
        return Snapshot(snapshot.record_type, snapshot.id, cursor.fetchone()[0])


def unclean_texts(snapshot: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    """Table, row number, column and text of each rich text that is not as it would be stored."""
    if not is_html(snapshot.text):
        return
    for table in snapshot.record_type.tables:
        for column in (column_name(field) for field in table.fields if isinstance(field, RichTextField)):
            for number, row in enumerate(snapshot.rows[table.name]):
                if stored(row[column]) != row[column]:
                    yield table.name, str(number), column, row[column]


def write_live_snapshots(snapshots: Iterable[Snapshot]) -> None:
    """Replace those records in `live` by their snapshots; raises IntegrityError."""
    write_snapshots(snapshots, LIVE)


def write_snapshots(snapshots: Iterable[Snapshot], schema: str) -> None:
    """Replace those records in a schema: their rows leave, then those of the snapshots enter.

    Both are one statement per type. DELETE and INSERT, not UPDATE: unique values may then be exchanged,
    since foreign keys are deferred. Raises IntegrityError.
    """
    texts, ids = defaultdict(list), defaultdict(list)
    for snapshot in snapshots:
        texts[snapshot.record_type].append(snapshot.text)
        ids[snapshot.record_type].append(snapshot.id)
    delete_rows(ids, schema)
    with connection.cursor() as cursor:
        for kind, bundle in texts.items():
            cursor.execute(_insertion(kind, schema), [f"[{','.join(bundle)}]"])


def delete_live_rows(ids: Ids) -> None:
    """Take those records out of `live`."""
    delete_rows(ids, LIVE)


def delete_rows(ids: Ids, schema: str) -> None:
    """Take those records out of a schema."""
    with connection.cursor() as cursor:
        for kind, leaving in ids.items():
            cursor.execute(_deletion(kind, schema), {"ids": leaving})


def in_todays_shape(snapshot: Snapshot) -> Snapshot:
    """The same with the tables and columns of today, to be read: one older than a column has it empty.

    What a column said that is a part now, the part says (`Record.former_keys`).
    """
    kind, (old,) = snapshot.record_type, snapshot.rows[snapshot.record_type.row.name]
    rows = {
        table.name: [
            empty_row(table) | {name: value for name, value in row.items() if name in table.columns}
            for row in rows_in(snapshot, table)
        ]
        for table in kind.tables
    }
    for name, former in getattr(kind.model, "former_keys", {}).items():
        if old.get(name):
            part = kind.model._meta.get_field(former.part).related_model
            told = {"id": former.id_for(snapshot.id, name), former.field: old[name], **former.columns}
            table = next(table for table in kind.tables if table.model is part)
            rows[table.name].append(empty_row(table) | told | {table.owner_column: str(snapshot.id)})
    return Snapshot(kind, snapshot.id, json.dumps(rows))


def empty_row(table: RecordTable) -> dict:
    """What each column of a table says while nothing is said in it."""
    return {f.column: None if f.has_default() and callable(f.default) else f.get_default() for f in table.fields}


def rows_in(snapshot: Snapshot, table: RecordTable) -> list[dict]:
    """The rows of a table in a snapshot that may be older than the table: its links were then rows without a key."""
    model: Any = table.model
    former = getattr(model, "former_table", None)
    if table.name in snapshot.rows or former not in snapshot.rows:
        return snapshot.rows.get(table.name, [])
    return [model.row_of_former(row) for row in snapshot.rows[former]]


def has_todays_shape(snapshot: Snapshot) -> bool:
    """Whether it was taken of the tables and columns that there are now: an older one would enter with holes."""
    tables = {table.name: set(table.columns) for table in snapshot.record_type.tables}
    if snapshot.rows.keys() != tables.keys():
        return False
    return all(row.keys() == tables[name] for name, rows in snapshot.rows.items() for row in rows)


def _snapshots_of(kind, schema):
    tables = ", ".join(f"'{table.name}', {_rows_as_json(table, schema)}" for table in kind.tables)
    return (
        f"SELECT record.id, jsonb_build_object({tables})::text FROM {schema}.{quoted(kind.row.name)} record"
        " WHERE record.id = ANY(%s) ORDER BY record.id"
    )


def _rows_as_json(table, schema):
    """SQL for the rows of one record, in an order that depends on nothing but what they say."""
    columns = ", ".join(
        f"a.{quoted(table.base_columns.get(column, column))} AS {quoted(column)}" for column in table.columns
    )
    order = "the_row.id" if "id" in table.columns else "the_row"
    return (
        f"(SELECT coalesce(jsonb_agg(to_jsonb(the_row) ORDER BY {order}), '[]') FROM"
        f" (SELECT {columns} FROM {table.source(schema)} WHERE {table.owner} = record.id) the_row)"
    )


def _insertion(kind, schema):
    """One statement: the parts of a WITH query insert side by side, and read the text once."""
    inserts = ", ".join(f"into_{n} AS ({_insert(table, schema)})" for n, table in enumerate(kind.tables))
    return f"WITH snapshot AS MATERIALIZED (SELECT value FROM jsonb_array_elements(%s::jsonb)), {inserts} SELECT"


def _insert(table, schema):
    name, columns = f"{schema}.{quoted(table.name)}", ", ".join(map(quoted, table.columns))
    rows = f"jsonb_populate_recordset(NULL::{name}, snapshot.value->'{table.name}')"
    return f"INSERT INTO {name} ({columns}) SELECT {columns} FROM snapshot, {rows}"


def _deletion(kind, schema):
    """One statement too: each part of a WITH query still sees the rows that the others delete."""
    deletes = ", ".join(f"from_{n} AS ({_delete(table, schema)})" for n, table in enumerate(kind.tables))
    return f"WITH {deletes} SELECT"


def _delete(table, schema):
    name = f"{schema}.{quoted(table.name)}"
    owner = quoted(table.owner_column)
    if table.via is None:
        return f"DELETE FROM {name} WHERE {owner} = ANY(%(ids)s)"
    parts = f"SELECT id FROM {schema}.{quoted(table.via.name)} WHERE {quoted(table.via.owner_column)} = ANY(%(ids)s)"
    return f"DELETE FROM {name} WHERE {owner} IN ({parts})"
