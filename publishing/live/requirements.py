"""What a record must fulfil before it is published, whatever its type.

Read from snapshots, so that what is examined is exactly what would appear.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db.models import CharField, Field, Model, TextField
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.traces import errors_of_files, errors_of_record
from publishing.errors import NAME_LENGTH, name_of
from publishing.live.changeset import Changeset
from publishing.models import Record
from publishing.registry import RecordTable, field_of
from publishing.snapshots import Key, Snapshot

REQUIRED_LANGUAGE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


def errors_of(changeset: Changeset, records: Mapping[Key, Model]) -> list[str]:
    """What keeps any of the changed from being published; `records` are those of either schema, with their parts."""
    with_address = [record for key in changeset.changed if isinstance(record := records[key], Record)]
    files = errors_of_files(file for record in with_address for file in record.kept_files)
    return [
        _("%(record)s : %(problem)s") % {"record": name_of(records[key]), "problem": problem}
        for key, snapshot in changeset.changed.items()
        for problem in _errors_of(snapshot, changeset.before.get(key), records[key], files)
    ]


def _errors_of(snapshot, before, record, files):
    yield from missing_texts(snapshot)
    if before:
        yield from changed_facts(snapshot, before)
    if snapshot.record_type.has_address:
        yield from record.publication_errors()
        yield from errors_of_record(record, files)


# Texts


def missing_texts(snapshot: Snapshot) -> Iterator[str]:
    """Texts that are required, or exist in another language, and are missing (in French)."""
    for table in snapshot.record_type.tables:
        for row in snapshot.rows[table.name]:
            for field in _texts(table):
                if _is_missing(table, field, row):
                    yield _name_missing(table, field, row)


def _texts(table: RecordTable) -> Iterable[Field]:
    """The fields of text as the model declares them: one for all languages."""
    texts = (field for field in table.fields if isinstance(field, CharField | TextField))
    return [field for field in texts if not hasattr(field, "translated_field")]


def _is_missing(table, field, row):
    columns = table.translations.get(field.name)
    if columns is None:
        return not field.blank and row[field.column] == ""
    is_wanted = not field.blank or any(row[column] for column in columns.values())
    return is_wanted and not row[columns[REQUIRED_LANGUAGE]]


def _name_missing(table, field, row):
    values = {"field": field.verbose_name, "part": _name_of_part(table, row)}
    if field.name not in table.translations:
        return _("« %(field)s » est vide%(part)s.") % values
    return _("« %(field)s » manque en français%(part)s.") % values


def _name_of_part(table, row):
    """« (étape « X ») », or nothing for the record's own row."""
    if not table.is_part:
        return ""
    name = row.get(f"text_{REQUIRED_LANGUAGE}") or row.get(f"name_{REQUIRED_LANGUAGE}") or ""
    words = {"type": table.model._meta.verbose_name, "name": Truncator(name).chars(NAME_LENGTH)}
    return _(" (%(type)s « %(name)s »)") % words if name else _(" (%(type)s)") % words


# Facts


def changed_facts(snapshot: Snapshot, before: Snapshot) -> Iterator[str]:
    """Published facts that would change or disappear, in words."""
    for table, published, name in changes_of_facts(snapshot, before):
        part = _name_of_part(table, published)
        if name is None:
            yield _("un fait publié ne se retire pas%(part)s : ajoutez une étape qui le corrige.") % {"part": part}
            continue
        values = {"field": field_of(table.model, name).verbose_name, "part": part}
        yield (
            _("« %(field)s » est un fait publié qui ne change plus%(part)s : ajoutez une étape qui le corrige.")
            % values
        )


def changes_of_facts(snapshot: Snapshot, before: Snapshot) -> Iterator[tuple[RecordTable, dict, str | None]]:
    """Each of them: its table, its row as published, the field that would change (none if the row would go).

    A ledger is only added to (rule 6 of the register).
    """
    for table in snapshot.record_type.tables:
        names = getattr(table.model, "immutable_fields", ())
        rows = snapshot.rows_by_id(table) if names else {}
        for pk, published in before.rows_by_id(table).items() if names else ():
            if pk not in rows:
                yield table, published, None
                continue
            for name in names:
                column = field_of(table.model, name).column
                if rows[pk][column] != published[column]:
                    yield table, published, name
