"""A summit in reading order: who was there, how it was prepared, its agenda, its texts and their points."""

import re

import pytest

from publishing.models import path_in
from summits.views.meeting import chain_to, lanes_of, neighbours
from tests import factories as make
from tests.reading import page, section

pytestmark = pytest.mark.django_db


def test_sections_stand_in_the_order_of_reading(client):
    make.status("not_found", family="absent")
    summit = make.summit(links={"documents": [make.document()]})
    make.attendance(summit, capacity="chair")
    make.meeting_step(summit, "held")
    make.meeting(prepares=summit)
    make.agenda_item(summit)
    make.decision_step(make.decision(meeting=summit, modality_fr="doit"))
    make.roadmap_step(make.roadmap_item(expected_at=summit))
    make.gap(links={"meetings": [summit]})
    make.conflict(links={"meetings": [summit]})
    make.published(summit, *summit.decisions.all(), *summit.expected_items.all(), *summit.gap_set.all(),
                   *summit.conflict_set.all(), *summit.preparations.all())  # fmt: skip

    titles = re.findall(r"<h2>([^<]+)</h2>", page(client, path_in(summit, "fr")).partition('class="cols')[2])

    assert titles[:10] == [
        "Qui a présidé, qui a participé",
        "Ce qui s’est passé",
        "Comment la session a été préparée",
        "Ordre du jour rapporté",
        "Ce qui était attendu, ce qui a été constaté",
        "Documents, et ce que sont devenus leurs points",
        "Feuille de route\N{NO-BREAK SPACE}: ce qui s’est ouvert ou a bougé",
        "Ce que l’on ne sait pas",
        "Où les sources divergent",
        "Sources de cette page",
    ]


def test_the_chain_goes_up_level_by_level(client):
    summit = make.summit()
    council = make.meeting(name_fr="Conseil", level="council", prepares=summit, held="2025-12-20")
    ministers = make.meeting(name_fr="Ministres", level="ministerial", prepares=summit, held="2025-12-21")
    experts = make.meeting(name_fr="Experts", level="senior_officials", prepares=council, held="2025-12-22")
    make.published(summit, council, ministers, experts)

    chain = section(page(client, path_in(summit, "fr")), "Comment la session a été préparée")

    assert re.findall(r"<h3>([^<]+)</h3>", chain) == [
        "Hauts fonctionnaires et experts",
        "Réunion ministérielle",
        "Conseil des ministres",
        "Sommet",
    ]
    assert re.findall("Experts</a>|Ministres</a>|Conseil</a>", chain) == ["Experts</a>", "Ministres</a>", "Conseil</a>"]


def test_each_person_stands_under_the_capacity_with_sources(client):
    summit = make.summit()
    make.attendance(summit, person=make.person(name="A"), capacity="chair", links={"evidence": [make.passage()]})
    make.attendance(summit, person=make.person(name="B"), capacity="observer", represents=make.person(name="C"))
    make.published(summit)

    people = section(page(client, path_in(summit, "fr")), "Qui a présidé, qui a participé")

    assert re.findall(r"<dt>([^<]+)</dt>", people) == ["Préside", "Observateur"]
    assert re.findall(r">([ABC])</a>", people) == ["A", "B", "C"]
    assert people.count('class="refs"') == 1


def test_an_item_of_the_agenda_says_what_came_of_it_or_that_nothing_did(client):
    summit = make.summit()
    decision = make.decision(name_fr="Décidée")
    make.decision_step(decision, "adopted")
    make.agenda_item(summit, number=1, links={"decisions": [decision]})
    make.agenda_item(summit, number=2, outcome_fr="Renvoyé")
    make.agenda_item(summit, number=3)
    make.published(summit)

    agenda = section(page(client, path_in(summit, "fr")), "Ordre du jour rapporté")

    found = re.findall(r"Décidée</a>|statut adopted|Renvoyé|Aucune suite relevée", agenda)
    assert found == ["Décidée</a>", "statut adopted", "Renvoyé", "Aucune suite relevée"]


def test_numbered_points_of_documents_lead_to_what_became_of_them(client):
    document = make.document(name_fr="Communiqué")
    point = make.point(document, number="7", text_fr="Le Collège décide.")
    decision = make.decision(name_fr="Décidée", links={"points": [point]})
    make.decision_step(decision, "adopted")
    summit = make.summit(links={"documents": [document]})
    make.published(summit, decision)

    documents = section(page(client, path_in(summit, "fr")), "Documents, et ce que sont devenus leurs points")

    assert "1 point connu du registre" in documents
    assert '<span class="when num">7</span>' in documents
    assert re.findall("Décidée</a>|statut adopted", documents) == ["Décidée</a>", "statut adopted"]


def test_a_summit_asked_for_among_other_meetings_is_sent_to_its_own_address(client):
    summit = make.published(make.summit())

    response = client.get(f"/fr/reunions/{summit.slug}/")

    assert (response.status_code, response["Location"]) == (301, f"/fr/sommets/{summit.slug}/")


def test_the_chain_of_preparation_goes_from_the_first_meeting_to_the_summit(client):
    summit = make.summit(name_fr="Le sommet")
    council = make.meeting(name_fr="Le conseil", held="2025-12-20", prepares=summit)
    experts = make.meeting(name_fr="Les experts", held="2025-11-24", prepares=council)
    make.published(summit, council, experts)

    chain = section(page(client, path_in(summit, "fr")), "Comment la session a été préparée")

    assert re.findall(r"Les experts|Le conseil|Le sommet", chain) == ["Les experts", "Le conseil", "Le sommet"]


def test_a_summit_without_number_has_no_neighbours(client):
    summit = make.summit(number=None)
    make.published(summit, make.summit(number=1, organ=make.organ()))
    assert "Sommet suivant" not in page(client, path_in(summit, "fr"))


def test_meetings_that_prepare_each_other_end_the_chain(client):
    summit = make.summit()
    council = make.meeting(name_fr="Le conseil", prepares=summit)
    summit.prepares = council
    summit.save()
    make.published(summit, council)

    chain = section(page(client, path_in(summit, "fr")), "Comment la session a été préparée")

    assert chain.partition("</ol>")[0].count("Le conseil</a>") == 1


@pytest.mark.parametrize(
    ("held", "fact", "moved"),
    [
        ("2025-12-22/2025-12-23", {}, True),
        ("2025-12", {}, False),  # whatever happened in that month did not happen at the meeting
        ("2025-12-22/2025-12-23", {"status_key": "not_found"}, False),
    ],
)
def test_items_that_moved_on_the_days_of_a_meeting_are_told_there(client, held, fact, moved):
    make.status("not_found", family="absent")
    item = make.roadmap_item(name_fr="La banque")
    make.roadmap_step(item, occurred="2025-12-23", **fact)
    summit = make.summit(held=held)
    make.published(summit, item)
    assert ("La banque</a>" in page(client, path_in(summit, "fr"))) == moved


def test_neighbouring_summits_are_linked_by_number(client):
    organ = make.organ()
    first, second = (make.summit(name_fr=f"Sommet {n}", number=n, organ=organ) for n in (1, 2))
    make.published(first, second)

    assert "Sommet précédent" not in page(client, path_in(first, "fr"))
    assert "Sommet suivant" not in page(client, path_in(second, "fr"))
    assert "Sommet 1</a>" in page(client, path_in(second, "fr"))


def test_neighbours_are_those_whose_numbers_come_before_and_after():
    organ = make.organ()
    first, second, fourth = (make.summit(number=n, organ=organ) for n in (1, 2, 4))

    assert neighbours(second) == (first, None)
    assert neighbours(fourth) == (None, None)
    assert neighbours(make.summit(number=None)) == (None, None)


def test_chain_is_ordered_by_day_and_laid_out_by_level():
    summit = make.summit()
    council = make.meeting(level="council", prepares=summit, held="2025-12-20")
    experts = make.meeting(level="senior_officials", prepares=council, held="2025-11-24")
    undated = make.meeting(level="council", prepares=summit, held=None)

    assert chain_to(summit) == [undated, experts, council]
    assert [links for _label, links in lanes_of(chain_to(summit))] == [[experts], [undated, council]]
    assert lanes_of([]) == []
