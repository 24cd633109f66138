"""Texts of rows in the active language, else in French."""

from django.utils.translation import override

from institutions.models import Organ
from publishing.models.localized import localized_plain_text, localized_text, title_of

ORGAN = Organ(name_fr="Collège <1>", slug="college", summary_fr="<p>Un <strong>mot</strong></p>", summary_en="A word")


def test_text_is_that_of_the_language_else_the_french_one():
    with override("en"):
        assert localized_text(ORGAN, "summary") == ("A word", "en")
        assert localized_text(ORGAN, "name") == ("Collège <1>", "fr")
        assert localized_plain_text(ORGAN, "summary") == "A word"
    assert (localized_plain_text(None, "name"), localized_plain_text(ORGAN, "no")) == ("", "")


def test_title_is_words_alone_and_blank_for_nothing():
    with override("en"):
        assert (title_of(ORGAN), title_of(None)) == ("Collège <1>", "")
