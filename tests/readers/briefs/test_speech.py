"""Written text as it is read aloud."""

import pytest

from readers.briefs.speech import Abbreviations, date_spoken, spoken
from sources.dates import PartialDate

FRENCH = Abbreviations({"AES": "Confédération des États du Sahel", "BIA": "Banque d’investissement"}, "fr")
ENGLISH = Abbreviations({}, "en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("les organes de l’AES", "les organes de la Confédération des États du Sahel"),
        ("les passeports AES", "les passeports de la Confédération des États du Sahel"),
        ("la Banque d’investissement (BIA)", "la Banque d’investissement"),
        ("la 2ᵉ session, le 1ᵉʳ janvier 2026", "la deuxième session, le premier janvier deux mille vingt-six"),
        ("l’An II et la 1re année", "l’An deux et la première année"),
        ("1 500,5 F CFA, soit 3 %", "mille cinq cents virgule cinq francs C F A, soit trois pour cent"),
        ("voir (art. 8) https://example.org/x", "voir, article huit"),
        ("« le code 007 »", "le code zéro zéro sept"),
    ],
)
def test_french_is_read_in_full(text, said):
    assert spoken(text, FRENCH) == said


def test_english_is_read_as_english():
    said = "On the twenty-third of December twenty twenty-five, two point five per cent"
    assert spoken("On 23 December 2025, 2.5%", ENGLISH) == said


def test_an_interval_is_said_from_its_first_day_to_its_last():
    days = PartialDate.parse("2025-12-22/2025-12-23")
    assert date_spoken(days, "fr") == "du vingt-deux au vingt-trois décembre deux mille vingt-cinq"


def test_another_language_is_left_as_it_is_written():
    assert spoken("AES 2025", Abbreviations({}, "ar")) == "AES 2025"
