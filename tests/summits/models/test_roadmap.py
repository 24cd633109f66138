"""Items of the roadmap: under what they are filed, and deadlines that replace each other."""

import pytest

from publishing.models import SCHEMA_ORG, Facets
from summits.models.roadmap import Deadline, RoadmapItem, strays_among
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_item_is_filed_under_its_organs_once_and_the_states_of_its_steps():
    organ, related = make.organ(slug="college"), make.organ(slug="banque")
    item = make.roadmap_item(organ=organ, pillar=make.pillar("defense"), links={"related_organs": [organ, related]})
    for code in ("NE", "NE", None):
        make.roadmap_step(item, state=code and make.state(code))

    facets = item.facets()

    assert (facets.pillar, set(facets.organs), len(facets.organs)) == ("defense", {"college", "banque"}, 2)
    assert (facets.states, facets.statuses) == (("NE",), item.ledger.statuses())
    assert make.roadmap_item(pillar=make.pillar("justice")).facets() == Facets(pillar="justice")


def test_item_is_found_by_its_reference_and_steps():
    item = make.roadmap_item(name_fr="La banque")
    make.roadmap_step(item, text_fr="Les statuts sont adoptés.")

    assert item.search_text("fr").title == "La banque"
    assert item.search_text("fr").body == f"{item.reference}\nLes statuts sont adoptés."


def test_action_is_told_to_machines_as_far_as_it_has_come():
    item = make.roadmap_item(summary_fr="La banque")
    assert not item.structured_data()["actionStatus"]

    told = []
    for key in ("adopted", "effective"):
        make.roadmap_step(item, key)
        told.append(RoadmapItem.objects.get(pk=item.pk).structured_data()["actionStatus"])

    assert told == [f"{SCHEMA_ORG}/PotentialActionStatus", f"{SCHEMA_ORG}/CompletedActionStatus"]
    assert item.structured_data()["@type"] == "Action"


def revising(**revised):
    """Deadlines by their letters, each with the letter of the one it replaces."""
    keys = {letter: Deadline().pk for letter in "abcx"}
    return {letter: Deadline(pk=keys[letter], revises_id=keys.get(other)) for letter, other in revised.items()}


@pytest.mark.parametrize(
    ("revised", "strays"),
    [
        ({"a": None, "b": "a", "c": "b"}, ""),
        ({"a": None, "b": "x"}, "b"),
        ({"a": "b", "b": "a"}, "ab"),
        ({"a": "x", "b": "a"}, "ab"),
        ({}, ""),
    ],
)
def test_deadline_replaces_one_of_its_item_and_the_way_back_ends(revised, strays):
    deadlines = revising(**revised)

    assert strays_among(deadlines.values()) == [deadlines[letter] for letter in strays]


def test_deadline_of_another_item_is_told_before_publication():
    item = make.roadmap_item()
    make.deadline(item, due="2026-06", revises=make.deadline(due="2026-03"))

    assert [error.replace("\N{NO-BREAK SPACE}", " ") for error in item.publication_errors()] == [
        "L’échéance « juin 2026 » ne peut remplacer qu’une autre échéance du même point."
    ]
    assert make.deadline(due="2026-03").item.publication_errors() == []
