"""Addresses made from French titles."""

import pytest

from institutions.models import Organ, Person
from publishing.slugs import free_slug, title_column
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_address_is_made_of_the_title_and_numbered_when_another_has_it():
    organ = make.organ()
    assert free_slug(organ, "Collège des chefs d’État") == "college-des-chefs-detat"

    make.organ(slug="college")
    make.organ(slug="college-2")
    assert free_slug(organ, "Collège") == "college-3"


def test_address_of_the_record_itself_is_free():
    organ = make.organ(slug="college")

    assert free_slug(organ, "Collège") == "college"


def test_title_without_letters_gives_the_name_of_the_type_and_a_long_one_is_cut():
    organ = make.organ()

    assert free_slug(organ, "…") == "organ"
    assert len(free_slug(organ, "a" * 300)) <= Organ._meta.get_field("slug").max_length


def test_column_of_a_title_is_the_french_one_where_titles_are_translated():
    assert [title_column(model) for model in (Organ, Person)] == ["name_fr", "name"]
