"""Every record type leaves as tables and comes back identical, whatever its fields and links."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.db import models

from desk.files.export_views import is_translated, kind_named
from exchange.imports import bring
from exchange.spreadsheets.records import Import, export_csv, export_xlsx
from exchange.spreadsheets.tables import tables_of
from publishing.registry import RECORD_TYPES
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from tests.every import every
from tests.publishing.test_contract import filled

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=lambda kind: kind.label)


@pytest.fixture
def author(db):
    return User.objects.create_user("auteur")


def brought(kind, data, author, table=""):
    """What a file changes, written at once."""
    act = Import(kind, data, table).write
    rehearsed, _done = bring(act, by=author, note="fichier")
    done, is_done = bring(Import(kind, data, table).write, by=author, note="fichier", shown=rehearsed.digest)
    assert is_done
    return done


def snapshot(record):
    return next(iter(read_snapshots(ids_by_type([record]), DESK).values()))


def emptied(record):
    """The record with nothing in any field that may be blank, nor in those of its parts."""
    kind = RECORD_TYPES[type(record)]
    for row in [record, *(row for part in kind.parts for row in part.objects.filter(**{part.owner_field: record}))]:
        for field in row._meta.concrete_fields:
            is_free = field.blank and field.editable and not (field.generated or field.many_to_one)
            if is_free and field.name not in bound(type(row)):
                blank = [] if hasattr(field, "base_field") else field.get_default()
                type(row).objects.filter(pk=row.pk).update(**{field.name: blank})
        for field in row._meta.many_to_many:
            if not field.remote_field.through._meta.auto_created:
                continue  # its rows are parts, emptied as such
            getattr(row, field.name).clear()


def bound(model):
    """The fields that a constraint or an upload ties to others: they cannot be emptied alone."""
    rules = (rule for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint))
    return {name for rule in rules for name in rule.condition.referenced_base_fields} | set(model.copy_fields)


@KINDS
def test_file_sent_back_unchanged_changes_nothing(kind, author):
    record = filled(kind)
    everything = list(kind.model.objects.values_list("pk", flat=True))
    before = snapshot(record)

    assert brought(kind, export_xlsx(kind, everything), author).changed == []
    for name in tables_of(kind):
        assert brought(kind, export_csv(kind, everything, name), author, name).changed == []
    assert snapshot(record).text == before.text


@KINDS
def test_file_puts_back_every_field_and_link(kind, author):
    record = filled(kind)
    data, before = export_xlsx(kind, [record.pk]), snapshot(record)
    emptied(record)
    assert snapshot(record).text != before.text

    brought(kind, data, author)

    assert snapshot(record).text == before.text


@KINDS
def test_base_columns_of_translated_texts_are_no_columns_of_tables(kind):
    for table in every(tables_of(kind).values()):
        texts = {name.rpartition("_")[0] for name in table.cells if name.endswith("_fr")}
        assert not texts & set(table.cells)


def test_every_editable_field_has_a_column():
    for kind in every(RECORD_TYPES.values()):
        for table in every(tables_of(kind).values()):
            meta = table.shape.model._meta
            fields = {f.name for f in [*meta.concrete_fields, *meta.many_to_many] if f.editable and not f.generated}
            bases = {name for name in fields if f"{name}_fr" in fields}
            assert fields - bases - set(meta.model.copy_fields[:1]) <= set(table.cells), table.name
            assert not any(isinstance(meta.get_field(n), models.GeneratedField) for n in fields & set(table.cells))


def test_catalogue_is_offered_for_types_with_texts():
    assert is_translated(kind_named("summits.decision"))


@pytest.mark.parametrize("label", ["", "rien", "auth.user", "rien.rien"])
def test_type_that_is_none_is_a_bad_request(label):
    with pytest.raises(BadRequest):
        kind_named(label)
