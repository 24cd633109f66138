"""Structured data: what a page says for machines, never more than the record does."""

import json
import re

import pytest

from publishing.models import path_in
from readers.structured_data import breadcrumb, without_blanks
from tests import factories as make
from tests import scenes
from tests.every import every

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def blocks(client, path) -> dict:
    """The entities of a page by type."""
    found = [json.loads(text) for text in BLOCK.findall(client.get(path).text)]
    return {entity["@type"]: entity for entity in found}


def thing(client, record, language="fr") -> dict:
    make.published(record)
    return blocks(client, path_in(record, language))["WebPage"]["mainEntity"]


def decision(status_key, family, **fields):
    record = make.decision(**fields)
    make.decision_step(record, status=make.status(status_key, family=family))
    return record


def test_an_adopted_decision_is_legislation(client):
    told = thing(client, decision("adopted", "done", decided="2025-12-23", organ=make.organ(name_fr="Collège")))
    assert told["@type"] == "Legislation"
    assert told["legislationDate"] == "2025-12-23"
    assert told["legislationPassedBy"]["name"] == "Collège"
    assert "legislationLegalForce" not in told


@pytest.mark.parametrize("family", ["expected", "absent", "stopped"])
def test_what_was_not_adopted_is_no_legislation(client, family):
    told = thing(client, decision(f"status-{family}", family, decided="2025-12-23"))
    assert told["@type"] == "Thing"
    assert not [name for name in told if name.startswith("legislation")]


def test_only_what_is_in_force_is_said_to_be(client):
    record = decision("adopted", "done", decided="2025-12-23")
    make.decision_step(record, status=make.status("in_force", family="done"), occurred="2026-01-01")
    assert thing(client, record)["legislationLegalForce"] == "https://schema.org/InForce"


def test_an_organ_only_announced_is_no_organisation(client):
    announced, created = make.organ(), make.organ()
    make.organ_step(announced, status=make.status("announced", family="expected"))
    make.organ_step(created, status=make.status("created", family="done"), occurred="2024-07-06")
    assert thing(client, announced)["@type"] == "Thing"
    assert thing(client, created) | {"foundingDate": "2024-07-06", "@type": "GovernmentOrganization"} == thing(
        client, created
    )


@pytest.mark.parametrize(
    ("key", "family", "status"),
    [
        ("held", "done", "https://schema.org/EventScheduled"),
        ("cancelled", "stopped", "https://schema.org/EventCancelled"),
        ("postponed", "stopped", "https://schema.org/EventPostponed"),
        ("no_trace", "absent", None),
    ],
)
def test_a_meeting_is_an_event_that_took_place_or_did_not(client, key, family, status):
    record = make.meeting(held="2025-12", place=make.place(state=make.state()))
    make.meeting_step(record, status=make.status(key, family=family))
    told = thing(client, record)
    assert (told["@type"], told.get("eventStatus")) == ("Event", status)
    assert (told["startDate"], told["endDate"]) == ("2025-12", "2025-12")
    assert told["location"]["address"]["addressCountry"] == "ML"


def test_texts_cannot_end_the_block_they_stand_in(client):
    record = make.published(make.topic(name_fr="</script><script>alert(1)</script>"))
    html = client.get(path_in(record, "fr")).text
    assert "<script>" not in html
    assert blocks(client, path_in(record, "fr"))["WebPage"]["name"] == "</script><script>alert(1)</script>"


def test_every_page_of_a_record_says_where_it_is(client):
    for scene in every(scenes.DETAILS):
        record = scene(1)
        make.published(record)
        path = path_in(record, "fr")
        trail = blocks(client, path)["BreadcrumbList"]["itemListElement"]
        assert trail[-1]["item"].endswith(path)
        assert [item["position"] for item in trail] == list(range(1, len(trail) + 1))


def test_home_says_how_the_register_is_searched(client):
    target = blocks(client, "/en/")["WebSite"]["potentialAction"]["target"]
    assert target["urlTemplate"].endswith("/en/recherche/?q={search_term_string}")
    assert blocks(client, "/fr/donnees/")["Dataset"]["license"].endswith("/by/4.0/")


def test_a_missing_page_is_about_nothing(client):
    assert BLOCK.findall(client.get("/fr/nulle-part/").text) == []


def test_a_breadcrumb_begins_at_home_and_what_is_not_known_has_no_key():
    items = breadcrumb([("décisions", "/fr/decisions/")])["itemListElement"]
    assert [(item["position"], item["name"]) for item in items] == [(1, "Accueil"), (2, "Décisions")]
    assert without_blanks({"a": "", "b": None, "c": [], "d": "x"}) == {"d": "x"}
