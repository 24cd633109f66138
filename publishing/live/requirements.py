"""What a record must fulfil before it is published, whatever its type.

Read from snapshots, so that what is examined is exactly what would appear.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db.models import CharField, Field, Model, TextField
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from publishing.errors import NAME_LENGTH, name_of
from publishing.registry import RecordTable
from publishing.snapshots import Key, Snapshot, Snapshots

REQUIRED_LANGUAGE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


def errors_of(after: Snapshots, before: Snapshots, records: Mapping[Key, Model]) -> list[str]:
    """What keeps any of these records from being published; `records` are the desk's, with their parts."""
    return [
        _("%(record)s : %(problem)s") % {"record": name_of(records[key]), "problem": problem}
        for key, snapshot in after.items()
        for problem in _errors_of(snapshot, before.get(key), records[key])
    ]


def _errors_of(snapshot, before, record):
    yield from missing_texts(snapshot)
    if before:
        yield from changed_facts(snapshot, before)
    if snapshot.record_type.has_address:
        yield from record.publication_errors()


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
    """Published facts that would change or disappear: a ledger is only added to (rule 6 of the register)."""
    for table in snapshot.record_type.tables:
        if not getattr(table.model, "immutable_fields", ()):
            continue
        rows = snapshot.rows_by_id(table)
        for pk, published in before.rows_by_id(table).items():
            yield from _changed_facts(table, published, rows.get(pk))


def _changed_facts(table, published, row):
    part = _name_of_part(table, published)
    if row is None:
        yield _("un fait publié ne se retire pas%(part)s : ajoutez une étape qui le corrige.") % {"part": part}
        return
    for name in table.model.immutable_fields:
        field = table.model._meta.get_field(name)
        if row[field.column] != published[field.column]:
            values = {"field": field.verbose_name, "part": part}
            yield (
                _("« %(field)s » est un fait publié qui ne change plus%(part)s : ajoutez une étape qui le corrige.")
                % values
            )
