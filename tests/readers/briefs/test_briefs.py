"""Briefs and texts to be read on air: neutral, short, and never saying that what is expected was adopted."""

import re

import pytest
from django.conf import settings

from publishing.live.publish import withdraw
from publishing.models import path_in
from readers.briefs.briefs import ended
from readers.briefs.speech import Abbreviations, spoken
from tests import factories as make
from tests import scenes
from tests.every import every

pytestmark = pytest.mark.django_db


def decision(status_key, family, **fields):
    record = make.decision(**fields)
    make.decision_step(record, status=make.status(status_key, family=family), text_fr="Étape de la banque")
    return make.published(record)


def brief(client, record, language="fr"):
    return told(client, f"/{language}/fiches/{record.reference}/bref.txt")


def aloud(client, record, language="fr"):
    return told(client, f"/{language}/fiches/{record.reference}/antenne.txt")


def told(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.text.rstrip("\n")


def test_a_brief_says_the_status_who_and_how_many_sources(client):
    organ = make.organ(name_fr="Collège des chefs d’État")
    record = decision("adopted", "done", name_fr="Créer la banque", organ=organ)
    assert brief(client, record).replace("\u00a0", " ") == (
        "Créer la banque (décision). Texte : statut adopted, 23 déc. 2025. Organe : Collège des chefs d’État."
        f" 1 source citée. Étape de la banque. {settings.SITE_URL}/r/{record.reference}"
    )


@pytest.mark.parametrize("tell", [brief, aloud])
def test_what_is_expected_is_said_not_to_be_adopted(client, tell):
    expected = decision("expected", "expected", modality_fr="devrait")
    assert "Ce qui est attendu n’est pas adopté" in tell(client, expected)
    assert "Ce qui est attendu n’est pas adopté" not in tell(client, decision("adopted", "done"))


def test_no_brief_is_longer_than_a_message(client):
    long = "Très long titre " * 17
    for scene in every(scenes.DETAILS):
        record = scene(3)
        title = "title" if hasattr(record, "title") else "name" if scene is scenes.person else "name_fr"
        setattr(record, title, long[:120])
        record.save()
        make.published(record)
        text = brief(client, record)
        assert len(text) <= 400
        assert text.endswith(f"/r/{record.reference}")
        assert "None" not in text


def test_dates_numbers_and_abbreviations_are_said_in_full(client):
    union = make.organ(name_fr="Confédération des États du Sahel", acronym_fr="AES")
    record = make.meeting(
        name_fr="2ᵉ session de l’AES (Bamako)",
        held="2025-12-22/2025-12-23",
        summary_fr="5 000 hommes et 0,5 % (art. 11)",
    )
    make.published(record, union)
    assert aloud(client, record).split("\n")[:3] == [
        "Deuxième session de la Confédération des États du Sahel, Bamako.",
        "Date : du vingt-deux au vingt-trois décembre deux mille vingt-cinq.",
        "Cinq mille hommes et zéro virgule cinq pour cent, article onze.",
    ]


def test_the_alliance_is_meant_before_the_confederation_begins(client):
    for name, day in (
        ("Alliance des États du Sahel", "2023-09-16"),
        ("Confédération des États du Sahel", "2024-07-06"),
    ):
        organ = make.organ(name_fr=name, acronym_fr="AES")
        make.organ_step(organ, status=make.status("created", family="done"), occurred=day)
        make.published(organ)
    before = make.published(make.meeting(name_fr="Réunion de l’AES", held="2024-01-15"))
    after = make.published(make.meeting(name_fr="Réunion de l’AES", held="2025-01-15"))
    assert aloud(client, before).startswith("Réunion de l’Alliance des États du Sahel.")
    assert aloud(client, after).startswith("Réunion de la Confédération des États du Sahel.")


def test_english_is_spoken_as_english(client):
    record = make.published(make.meeting(name_fr="Session", name_en="2nd session", held="2026-01-01", summary_en="7%"))
    assert aloud(client, record, "en").split("\n")[:3] == [
        "Second session.",
        "Date: the first of January twenty twenty-six.",
        "Seven per cent.",
    ]


def test_nothing_read_aloud_has_digits_brackets_or_addresses(client):
    for scene in every(scenes.DETAILS):
        record = scene(1)
        make.published(record)
        assert not re.findall(r"[\d()\[\]«»]|https?:", aloud(client, record))


def test_the_page_offers_what_the_addresses_say_and_plain_links_to_share_it(client):
    record = decision("adopted", "done", name_fr="Créer la banque & la caisse")
    html = client.get(path_in(record, "fr")).text
    assert brief(client, record).replace("&", "&amp;") in html
    assert "https://wa.me/?text=Cr%C3%A9er%20la%20banque%20%26%20la%20caisse" in html
    assert 'href="mailto:?subject=' in html


def test_a_withdrawn_record_has_no_brief(client):
    record = decision("adopted", "done", name_fr="Créer la banque")
    withdraw([record], reason="Erreur.")
    for name in ("bref", "antenne"):
        answer = client.get(f"/fr/fiches/{record.reference}/{name}.txt")
        assert answer.status_code == 410
        assert "banque" not in answer.text


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("fr", "adopté, 23 déc. 2025", "adopté, vingt-trois décembre deux mille vingt-cinq"),
        (
            "fr",
            "dit entre le 26 nov. et le 22 déc. 2025",
            "dit entre le vingt-six novembre et le vingt-deux décembre deux mille vingt-cinq",
        ),
        ("fr", "la feuille de route 3D", "la feuille de route trois D"),
        ("en", "said Dec 2025", "said December twenty twenty-five"),
    ],
)
def test_short_months_and_joined_numbers_are_said_in_full(language, written, said):
    assert spoken(written, Abbreviations({}, language)) == said


def test_one_source_is_said_without_a_number(client):
    record = decision("adopted", "done")
    assert "qui cite une seule source." in aloud(client, record)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" la banque ", "La banque."), ("Quoi\N{NO-BREAK SPACE}?", "Quoi\N{NO-BREAK SPACE}?"), ("Et…", "Et…"), ("", "")],
)
def test_a_text_becomes_one_sentence(text, sentence):
    assert ended(text) == sentence


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Voir C R, D, deux mille vingt-cinq, quatorze."), ("en", "Voir C R, D, twenty twenty-five, fourteen.")],
)
def test_a_reference_is_spelt_whatever_its_prefix(language, words):
    assert spoken("Voir CR-D-2025-014.", Abbreviations({}, language)) == words


@pytest.mark.usefixtures("neutral")
def test_a_register_of_which_nothing_was_entered_is_not_called_independent(client):
    record = make.published(make.decision())

    assert aloud(client, record).endswith("D’après un registre public.")
