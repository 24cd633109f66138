"""Which records a reader of one language meets."""

import pytest

from institutions.models import Organ, Person
from publishing.querysets import RecordQuerySet
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_record_exists_in_the_languages_that_have_its_title():
    both, french = make.organ(name_en="Both"), make.organ()

    assert set(Organ.objects.existing_in("fr")) == {both, french}
    assert set(Organ.objects.existing_in("en")) == {both}


def test_field_without_translations_is_in_all_languages():
    person = make.person()

    assert list(Person.objects.having_text_in("name", "en")) == [person]
    assert list(Person.objects.having_text_in("role", "en")) == []


def test_record_is_found_at_its_address_or_none():
    organ = make.organ(slug="college")

    assert RecordQuerySet(Organ).at(slug="college") == organ
    assert RecordQuerySet(Organ).at(slug="autre") is None
