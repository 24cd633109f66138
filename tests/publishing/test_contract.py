"""The contract of every record type: whatever is filled in on the desk is found in live once published."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models

from editions.models import Address, Change, Edition, SearchEntry
from publishing.live.publish import publish
from publishing.registry import RECORD_TYPES
from publishing.snapshots import DESK, LIVE, ids_by_type, read_snapshots
from sources.dates import PartialDateField
from tests import factories as make

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=lambda kind: kind.label)
KEPT = {"id", "reference", "slug", "key", "code"}
SPECIAL = {"archive_sha256": "0" * 64, "sha256": "0" * 64, "language": "fr", "zone": "Africa/Bamako"}
VALUES = {
    models.BooleanField: True,
    models.DateField: date(2025, 12, 23),
    models.DateTimeField: datetime(2025, 12, 23, 10, tzinfo=UTC),
    models.DecimalField: Decimal("12.50"),
    models.PositiveBigIntegerField: 5_000_000_000,
    models.PositiveIntegerField: 5000,
    models.PositiveSmallIntegerField: 5,
    models.URLField: "https://example.org/",
    PartialDateField: "2025-11-26/2025-12-22",
}


def factory_of(model):
    """`make.decision_step` for DecisionStep."""
    return getattr(make, re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower())


def value_for(field):
    """Something that the field may hold and that no draft has by default."""
    if field.name in SPECIAL:
        return SPECIAL[field.name]
    if isinstance(field, ArrayField):
        return [value_for(field.base_field)]
    if field.choices:
        return list(dict(field.flatchoices))[-1]
    if field.many_to_one:
        return factory_of(field.related_model)()
    for kind in type(field).__mro__:
        if kind in VALUES:
            return VALUES[kind]
    return f"{field.name} rempli"[: field.max_length]


def fill(row, owner_field=None):
    """Fill every field and link of a row; a part refers only to parts of its own record."""
    for field in row._meta.concrete_fields:
        is_own = field.name in KEPT or field.generated or field.name == owner_field
        if not is_own and not hasattr(row, f"{field.name}_fr"):
            is_sibling = owner_field and field.related_model is type(row)
            value = factory_of(type(row))(getattr(row, owner_field)) if is_sibling else value_for(field)
            setattr(row, field.name, value)
    row.save()
    for field in row._meta.many_to_many:
        getattr(row, field.name).set([factory_of(field.related_model)()])
    return row


def filled(kind):
    """A record of the type with each of its parts, all filled."""
    record = fill(factory_of(kind.model)())
    for part in kind.parts:
        fill(factory_of(part)(record), part.owner_field)
    return record


@KINDS
def test_every_field_and_link_is_found_in_live(kind):
    record = filled(kind)
    make.published(record)

    (on_desk,) = read_snapshots(ids_by_type([record]), DESK).values()
    (in_live,) = read_snapshots(ids_by_type([record]), LIVE).values()

    assert on_desk.text == in_live.text
    for table in kind.tables:
        rows = in_live.rows[table.name]
        assert rows, f"{table.name} was left empty"
        empty = {column for column in table.columns if all(row[column] in (None, "", []) for row in rows)}
        assert empty == set()


@KINDS
def test_record_published_anew_says_the_same(kind):
    record = make.published(filled(kind))
    before = read_snapshots(ids_by_type([record]), LIVE)
    kind.model.objects.filter(pk=record.pk).update(**{f"{_a_text(kind)}": "Autre"})

    publish([record])

    after = read_snapshots(ids_by_type([record]), LIVE)
    assert after != before
    assert after == read_snapshots(ids_by_type([record]), DESK)


def _a_text(kind):
    title = getattr(kind.model, "title_field", "name")
    return f"{title}_fr" if title in kind.row.translations else title


@KINDS
def test_record_leaves_everything_that_goes_with_it(kind):
    record = make.published(factory_of(kind.model)())

    for model in (Edition, Address, Change, SearchEntry):
        assert model.objects.filter(record_type=kind.label, record_id=record.pk).exists() is kind.has_address


@pytest.mark.parametrize("kind", [kind for kind in RECORD_TYPES.values() if kind.has_address], ids=str)
def test_what_a_record_says_of_itself_needs_no_further_statement(kind, django_assert_num_queries):
    record = filled(kind)
    (fetched,) = kind.fetch([record.pk])

    with django_assert_num_queries(0):
        for language in ("fr", "en"):
            fetched.search_text(language)
            fetched.step_changes(language)
        for say in (fetched.facets, fetched.current_statuses, fetched.publication_errors, fetched.__str__):
            say()
