"""Rows about records of any type are found by the keys of these."""

import uuid

import pytest

from editions.models import Edition
from editions.models.about import AboutRecordQuerySet
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_rows_of_several_types_are_found_together_and_no_others():
    organ, person, _other = (make.published(record) for record in (make.organ(), make.person(), make.organ()))
    keys = [("institutions.organ", organ.pk), ("institutions.person", person.pk)]

    rows = AboutRecordQuerySet(Edition).about([*keys, ("institutions.person", uuid.uuid4())])

    assert {row.record_key for row in rows} == set(keys)


def test_no_keys_find_no_rows():
    make.published(make.organ())

    assert list(AboutRecordQuerySet(Edition).about([])) == []
