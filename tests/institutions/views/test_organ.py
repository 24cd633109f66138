"""An organ: how it came to be, what it is competent for, what it decided."""

import re

import pytest

from institutions.views import organ as organ_views
from publishing.models import path_in
from tests import factories as make
from tests.reading import page, section

pytestmark = pytest.mark.django_db


def test_the_birth_certificate_names_each_step_once_with_its_act(client):
    treaty = make.document(name_fr="Le traité")
    organ = make.organ()
    make.organ_step(organ, "created", occurred="2024-07-06", document=treaty)
    make.organ_step(organ, "announced", occurred="2023-09", document=None)
    make.organ_step(organ, "announced", occurred="2025-01")
    make.organ_step(organ, "created", occurred="2025-02", scope_fr="Une partie")
    make.published(organ)

    table = section(page(client, path_in(organ, "fr")), "Acte de naissance").partition("<tbody>")[2]

    assert re.findall(r"statut (\w+)</span></th><td><time datetime=\"([^\"]+)\"", table) == [
        ("announced", "2023-09"),
        ("created", "2024-07-06"),
    ]
    assert re.findall("aucun acte cité|Le traité</a>", table) == ["aucun acte cité", "Le traité</a>"]


def test_an_organ_of_which_nothing_is_known_says_so(client):
    organ = make.published(make.organ(level="union"))
    text = page(client, path_in(organ, "fr"))

    assert "Le registre ne connaît ni la date ni l’acte de sa création." in text
    assert "Aucune source citée par le registre ne le dit." in section(text, "Comment il décide")
    assert section(text, "Qui est compétent pour quoi").count("Aucun domaine n’est connu du registre.") == 3


def test_competences_stand_under_who_holds_them(client):
    organ = make.organ()
    make.competence(organ, domain_fr="Justice", holder="states")
    make.competence(organ, domain_fr="Défense", holder="confederal")
    make.published(organ)

    table = section(page(client, path_in(organ, "fr")), "Qui est compétent pour quoi")

    found = re.findall(r"Compétence [^<]+|Justice|Défense|Aucun domaine", table)
    assert found == ["Compétence confédérale", "Défense", "Compétence partagée", "Aucun domaine",
                     "Compétence des États", "Justice"]  # fmt: skip


def test_an_organ_shows_its_latest_decisions_and_leads_to_all(client, monkeypatch):
    monkeypatch.setattr(organ_views, "DECISIONS_SHOWN", 2)
    organ = make.organ()
    decisions = [make.decision(organ=organ, name_fr=f"Choix {n}", decided=f"2025-0{n}") for n in (1, 2, 3)]
    make.published(*decisions)

    text = client.get(path_in(organ, "fr")).text

    assert re.findall(r">Choix (\d)</a>", text) == ["3", "2"]
    assert f'href="/fr/decisions/?organe={organ.slug}"' in text


def test_birth_is_of_the_whole_found_and_never_an_end():
    organ = make.organ()
    make.status("not_found", family="absent")
    make.status("dissolved", family="stopped")
    undated = make.organ_step(organ, "operational", occurred=None)
    make.organ_step(organ, "not_found", occurred="2023", evidence=[])
    make.organ_step(organ, "dissolved", occurred="2025-12")
    wrong = make.organ_step(organ, "created", occurred="2023-01")
    created = make.organ_step(organ, "created", occurred="2024-07-06", corrects=wrong)

    assert organ_views.birth_of(organ) == [created, undated]


def test_decisions_of_others_are_examined_once_each():
    organ = make.organ()
    other, own = make.decision(), make.decision(organ=organ)
    for decision in (other, other, own):
        make.decision_step(decision, organ=organ)

    assert organ_views.decisions_examined_by(organ) == [other]
