"""A summit in reading order: who was there, how it was prepared, its agenda, its texts and their points."""

import re

import pytest

from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, record) -> str:
    response = client.get(path_in(record, "fr"))
    assert response.status_code == 200
    return response.text


def section(text, title) -> str:
    return text.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]


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

    titles = re.findall(r"<h2>([^<]+)</h2>", page(client, summit).partition('class="cols')[2])

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

    chain = section(page(client, summit), "Comment la session a été préparée")

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

    people = section(page(client, summit), "Qui a présidé, qui a participé")

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

    agenda = section(page(client, summit), "Ordre du jour rapporté")

    found = re.findall(r"Décidée</a>|statut adopted|Renvoyé|Aucune suite relevée", agenda)
    assert found == ["Décidée</a>", "statut adopted", "Renvoyé", "Aucune suite relevée"]


def test_numbered_points_of_documents_lead_to_what_became_of_them(client):
    document = make.document(name_fr="Communiqué")
    point = make.point(document, number="7", text_fr="Le Collège décide.")
    decision = make.decision(name_fr="Décidée", links={"points": [point]})
    make.decision_step(decision, "adopted")
    summit = make.summit(links={"documents": [document]})
    make.published(summit, decision)

    documents = section(page(client, summit), "Documents, et ce que sont devenus leurs points")

    assert "1 point connu du registre" in documents
    assert '<span class="when num">7</span>' in documents
    assert re.findall("Décidée</a>|statut adopted", documents) == ["Décidée</a>", "statut adopted"]
