"""The reason of a withdrawal, for readers of each language."""

import pytest

from publishing.withdrawal_reasons import by_language, in_one, reason_in

BOTH = {"en": "Told twice", "fr": "Doublon"}


@pytest.mark.parametrize(
    ("reason", "language", "found"),
    [
        (BOTH, "en", ("Told twice", "en")),
        ({"fr": "Doublon", "en": ""}, "en", ("Doublon", "fr")),
        ({"en": "Told twice"}, "ar", ("Told twice", "en")),
        ("Doublon", "en", ("Doublon", "")),
        ({}, "en", ("", "")),
    ],
)
def test_readers_are_told_in_their_language_else_in_french_else_in_any(reason, language, found):
    assert reason_in(reason, language) == found


def test_accounts_have_all_of_it_french_first():
    assert in_one(BOTH) == "Doublon / Told twice"
    assert in_one("Doublon") == "Doublon"


def test_blank_texts_are_none():
    assert by_language({"fr": "Doublon", "en": ""}) == {"fr": "Doublon"}
