"""The typography of every text of the interface, French and English: nothing is left to correct."""

import re

import pytest

from aes_site.localization.catalogues import catalogue
from publishing.typography import corrected

# What is not read: elements and what is filled in.
UNSEEN = re.compile(r"<[^>]+>|%\(\w+\)[sd]|%[sd]|\{\w*\}")
AMERICAN = re.compile(
    r"\b\w+(?:ization|izations|izing|ized)\b|\b(?:defense|center|color|license|catalog|favorite|labor|gray)s?\b"
    r"|\b(?:canceled|labeled|judgment)\b",
    re.IGNORECASE,
)


def seen(text: str) -> str:
    """The text as it is read; what is filled in is one word."""
    return UNSEEN.sub("X", text)


def texts(language: str) -> list[str]:
    entries = catalogue("en")
    if language == "fr":
        return [text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text]
    return [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_texts_of_the_interface_are_in_the_typography_of_their_language(language):
    told = [seen(text) for text in texts(language)]

    assert len(told) > 1500
    assert [(text, better) for text in told if (better := corrected(text, language)) != text] == []


def test_a_fault_would_be_found():
    faulty = "L'Etat decide : oui ; non !"

    assert corrected(seen(faulty), "fr") != seen(faulty)


def test_english_is_british():
    assert [text for text in texts("en") if AMERICAN.search(seen(text))] == []
