"""Member states and the vocabulary of records."""

import pytest
from django.utils.translation import override

from institutions.models.vocabulary import ExternalMembership, Place, State, Status
from tests import factories as make

pytestmark = pytest.mark.django_db
Act = ExternalMembership.Act


@pytest.mark.parametrize(
    ("act", "french", "english"),
    [
        (Act.JOINED, "Entrée au sein de l’Union du fleuve", "Entry into the River Union"),
        (
            Act.EXIT_ANNOUNCED,
            "Annonce de la sortie de l’Union du fleuve",
            "Announcement of the exit from the River Union",
        ),
        (
            Act.SUSPENDED,
            "Suspension des instances de l’Union du fleuve",
            "Suspension from the organs of the River Union",
        ),
        (Act.LEFT, "Sortie effective de l’Union du fleuve", "Effective exit from the River Union"),
    ],
)
def test_membership_is_told_with_its_date_and_sources(client, act, french, english):
    body = {"body_fr": "l’Union du fleuve", "body_en": "the River Union"}
    state = make.state(name_en="Mali")
    make.external_membership(state, act=act, dated="2025-01", links={"evidence": [make.passage()]}, **body)
    make.published(state)

    page = client.get(state.get_absolute_url()).text
    assert f"<li>{french}\N{NO-BREAK SPACE}: <time" in page
    assert '<span class="refs">' in page
    with override("en"):
        assert f"<li>{english}: <time" in client.get(state.get_absolute_url()).text


@pytest.mark.parametrize(
    ("family", "is_absence", "is_postponement"),
    [("expected", False, False), ("absent", True, False), ("stopped", False, True), ("done", False, False)],
)
def test_status_of_a_family_says_whether_it_is_a_search_or_a_postponement(family, is_absence, is_postponement):
    status = Status(key="x", family=family)

    assert (status.is_absence, status.is_postponement) == (is_absence, is_postponement)


def test_place_is_told_to_machines_with_its_state_where_it_has_one():
    place = Place(name_fr="Bamako", state=State(code="ML"))

    assert place.structured_data() == {
        "@type": "Place",
        "name": "Bamako",
        "address": {"@type": "PostalAddress", "addressLocality": "Bamako", "addressCountry": "ML"},
    }
    assert "addressCountry" not in Place(name_fr="Bamako").structured_data()["address"]


def test_state_is_told_to_machines_by_the_names_it_has():
    assert State(code="ML", official_name_fr="République du Mali").structured_data()["alternateName"] == [
        "République du Mali",
        "ML",
    ]
    assert State(code="ML").structured_data()["alternateName"] == ["ML"]
