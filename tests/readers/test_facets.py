"""Facets: how rows are narrowed by a value, and what is said of a value that does not exist."""

import pytest
from django.test import RequestFactory

from readers import facets
from tests import factories as make


def test_a_column_of_lists_is_narrowed_by_overlap_and_one_of_keys_by_equality():
    assert facets.condition("organe", ["college"], "change__") == {"change__organs__overlap": ["college"]}
    assert facets.condition("pilier", ["defence"]) == {"pillar__in": ["defence"]}


def test_what_a_column_holds_is_a_list():
    assert [facets.values(held) for held in ("", "defence", ["ML", "NE"])] == [[], ["defence"], ["ML", "NE"]]


@pytest.mark.django_db
def test_values_are_named_in_the_language_else_in_french():
    make.published(make.organ(slug="college", name_fr="Collège", name_en="College"), make.organ(slug="banque"))
    assert facets.names("en")["organe"]["college"] == "College"
    assert facets.names("en")["organe"]["banque"].startswith("Titre ")
    assert ("organe", "Organe") in [choice[:2] for choice in facets.choices("fr")]


@pytest.mark.django_db
def test_an_organ_is_found_by_any_address_it_had():
    organ = make.published(make.organ(slug="ancien"))
    organ.slug = "nouveau"
    organ.save()
    make.published(organ)
    assert facets.addresses_of_organ("ancien") == ["nouveau", "ancien"]
    assert facets.addresses_of_organ("inconnu") == []


def test_an_unknown_value_is_not_found_with_those_there_are():
    unknown = facets.UnknownValueError("etat", "XX", {"ML": "Mali"})
    response = facets.unknown_value(RequestFactory().get("/"), unknown)
    assert (response.status_code, response.context_data["unknown"].choices) == (404, {"ML": "Mali"})
