import re

import pytest

from institutions.views import organ as organ_views
from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def test_the_organigram_nests_organs_below_their_parents(client):
    union = make.organ(name_fr="Union", level="union")
    college = make.organ(name_fr="Collège", parent=union)
    council = make.organ(name_fr="Conseil", parent=college)
    make.published(council, make.organ(name_fr="Comité", level="national"))

    text = page(client, "/fr/organes/")

    tree = text.partition('class="tree"')[2].partition("</main>")[0]
    outline = re.findall(r"<ul>|</ul>|(?<=>)(?:Union|Collège|Conseil|Comité)(?=</a>)", tree)
    assert outline == [
        *("<ul>", "Union", "<ul>", "Collège", "<ul>", "Conseil", "</ul>", "</ul>", "</ul>"),
        *("<ul>", "Comité", "</ul>"),
    ]


def test_an_organ_whose_parent_is_not_published_in_this_language_is_still_listed(client):
    parent = make.organ(name_fr="Parent")
    make.published(make.organ(name_fr="Enfant", name_en="Child", parent=parent))

    text = page(client, "/en/organes/")

    assert "Child</a>" in text
    assert "Parent" not in text


def test_numbered_points_can_be_cited_by_their_number(client):
    document = make.document()
    make.point(document, number="12", text_fr="Le point douze")
    make.published(document)
    assert '<li id="p12">' in page(client, path_in(document, "fr"))


def test_a_state_shows_where_each_item_stands_there_and_not_elsewhere(client):
    niger, item = make.state("NE"), make.roadmap_item(name_fr="La radio")
    make.roadmap_step(item, "begun", occurred="2025-01", state=niger, text_fr="Commencé au Niger")
    make.roadmap_step(item, "adopted", occurred="2025-02", state=niger, text_fr="Adopté au Niger")
    make.roadmap_step(item, "adopted", occurred="2025-03", text_fr="Adopté par tous")
    make.published(item, niger)

    text = page(client, path_in(niger, "fr"))

    assert re.findall(r"Commencé au Niger|Adopté au Niger|Adopté par tous", text) == ["Adopté au Niger"]


def test_a_state_shows_no_corrected_and_no_partial_step_as_where_an_item_stands(client):
    niger, item = make.state("NE"), make.roadmap_item()
    wrong = make.roadmap_step(item, "adopted", occurred="2025-06", state=niger, text_fr="Par erreur")
    make.roadmap_step(item, "begun", occurred="2025-01", state=niger, text_fr="Au Niger", corrects=wrong)
    make.roadmap_step(item, "adopted", occurred="2025-07", state=niger, text_fr="En partie", scope_fr="À Niamey")
    make.published(item, niger)

    assert re.findall("Par erreur|Au Niger|En partie", page(client, path_in(niger, "fr"))) == ["Au Niger"]


def test_a_planned_end_is_told_apart_from_an_actual_one(client):
    office = make.office()
    make.mandate(office, started_on="2024-07-06", planned_end="2025-07", ended_on="2025-12-23")
    make.published(office)

    row = page(client, path_in(office, "fr")).partition("<tbody>")[2]

    assert re.findall(r'data-label="([^"]+)"><time datetime="([^"]+)"', row) == [
        ("Début\N{NO-BREAK SPACE}:", "2024-07-06"),
        ("Fin prévue\N{NO-BREAK SPACE}:", "2025-07"),
        ("Fin constatée\N{NO-BREAK SPACE}:", "2025-12-23"),
    ]


def test_a_person_without_an_office_told_in_english_has_no_english_page(client):
    person = make.published(make.person(name="Assimi Goïta"))
    assert client.get(f"/en/personnes/{person.slug}/").status_code == 404
    assert "Goïta" not in page(client, "/en/personnes/")


def test_the_local_time_of_a_meeting_follows_the_zone_of_its_place(client):
    bamako = make.meeting(place=make.place())
    niamey = make.meeting(place=make.place("niamey", zone="Africa/Niamey"))
    make.published(bamako, niamey)

    assert "(UTC+0)" in page(client, path_in(bamako, "fr"))
    assert "(UTC+1)" in page(client, path_in(niamey, "fr"))


def test_an_organ_shows_its_latest_decisions_and_leads_to_all(client, monkeypatch):
    monkeypatch.setattr(organ_views, "DECISIONS_SHOWN", 2)
    organ = make.organ()
    decisions = [make.decision(organ=organ, name_fr=f"Choix {n}", decided=f"2025-0{n}") for n in (1, 2, 3)]
    make.published(*decisions)

    text = client.get(path_in(organ, "fr")).text

    assert re.findall(r">Choix (\d)</a>", text) == ["3", "2"]
    assert f'href="/fr/decisions/?organe={organ.slug}"' in text
