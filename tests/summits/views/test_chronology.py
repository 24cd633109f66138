"""The page of the chronology: a year, or a month of it, narrowed."""

import re

import pytest

from publishing.models import path_in
from summits.views import chronology
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_every_dated_fact_stands_in_its_year(client):
    make.published(make.milestone(name_fr="Un jalon", occurred="2024-07-06"))
    step = make.roadmap_step(text_fr="Une étape", occurred="2025-02")
    make.published(step.item)

    assert ["Un jalon" in page(client, f"/fr/chronologie/?annee={year}") for year in (2024, 2025)] == [True, False]
    assert ["Une étape" in page(client, f"/fr/chronologie/?annee={year}") for year in (2024, 2025)] == [False, True]


def test_the_address_of_a_milestone_is_its_line_on_the_page_of_its_year(client):
    milestone = make.published(make.milestone(occurred="2024-07"), make.milestone(occurred="2026"))

    response = client.get(f"/r/{milestone.reference}")

    assert response["Location"] == f"/fr/chronologie/?annee=2024&mois=7#{milestone.slug}"
    assert f'id="{milestone.slug}"' in page(client, response["Location"])


def test_a_year_of_many_facts_is_read_month_by_month(client, monkeypatch):
    monkeypatch.setattr(chronology, "ON_ONE_PAGE", 2)
    days = {"mars": "2025-03-04", "mai": "2025-05-06", "année": "2025"}
    jalons = [make.milestone(name_fr=f"Fait de {name}", occurred=day) for name, day in days.items()]
    make.published(*jalons)

    pages = {month: page(client, f"/fr/chronologie/?annee=2025&mois={month}") for month in (1, 3, 5, 7, 13)}

    told = {month: re.findall(r"Fait de (\w+)", text) for month, text in pages.items()}
    assert told == {1: ["année"], 3: ["mars"], 5: ["mai"], 7: ["mai"], 13: ["mai"]}
    assert 'href="?annee=2025&amp;mois=3"' in pages[5]
    assert "Fait de" in page(client, "/fr/chronologie/?annee=2025&mois=5&type=jalons")
    assert "Fait de" not in page(client, "/fr/chronologie/?annee=2025&mois=5&type=inconnu")
    for jalon in jalons:
        assert f'id="{jalon.slug}"' in page(client, path_in(jalon, "fr").partition("#")[0])


def test_a_year_of_few_facts_is_one_page_whatever_month_is_asked_for(client):
    make.published(make.milestone(name_fr="En mars", occurred="2025-03"), make.milestone(occurred="2025-05"))
    assert "En mars" in page(client, "/fr/chronologie/?annee=2025&mois=5")


def test_the_latest_year_is_shown_unless_another_is_asked_for(client):
    make.published(make.milestone(occurred="2023"), make.milestone(name_fr="Le dernier", occurred="2026-02"))
    assert "Le dernier" in page(client, "/fr/chronologie/")
    assert "Le dernier" in page(client, "/fr/chronologie/?annee=1789")
    assert "Le dernier" in page(client, f"/fr/chronologie/?annee={'9' * 5000}")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("type=jalons", False),
        ("type=feuille-de-route", True),
        ("type=inconnu", False),
        ("pilier=defense", True),
        ("pilier=justice", False),
        ("etat=NE", True),
        ("etat=ML", False),
        ("etat=%00&pilier=%00", True),
    ],
)
def test_the_chronology_is_narrowed_by_type_pillar_and_state(client, query, shown):
    item = make.roadmap_item(pillar=make.pillar("defense"))
    make.roadmap_step(item, text_fr="Une étape", occurred="2025-02", state=make.state("NE"))
    make.published(item, make.milestone(occurred="2025-03"), make.state("ML"))
    assert ("Une étape" in page(client, f"/fr/chronologie/?annee=2025&{query}")) == shown


def test_facts_of_a_record_without_english_are_not_in_the_english_chronology(client):
    make.published(make.milestone(name_fr="Un jalon"))
    assert "Un jalon" not in page(client, "/en/chronologie/?annee=2024")


def test_month_is_asked_for_only_where_a_year_is_too_long_for_one_page(monkeypatch):
    monkeypatch.setattr(chronology, "ON_ONE_PAGE", 2)

    assert chronology.chosen_month("5", {3: 1, 5: 1}) is None
    assert [chronology.chosen_month(text, {3: 2, 5: 1}) for text in ("3", "4", "", "13")] == [3, 5, 5, 5]


def test_year_is_one_that_has_facts():
    assert [chronology.chosen_year(text, [2026, 2024]) for text in ("2024", "2025", "x")] == [2024, 2026, 2026]
    assert chronology.chosen_year("2024", []) is None
