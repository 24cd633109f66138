"""How an image for sharing is drawn."""

import pytest

from readers.share_images.cards import Card
from readers.share_images.drawing import SANS, SERIF, TITLE_SIZES, font, is_written, png, shortened, wrapped


@pytest.mark.parametrize(
    "text", ["1ᵉʳ janvier", "IIᵉ session\N{NARROW NO-BREAK SPACE}!", "Œuvre, ŋ ɓ ɗ ƙ ɲ ɛ ɔ ẽ", "« – … → € »"]
)
def test_the_fonts_have_the_signs_of_the_languages_in_latin_script(text):
    assert is_written(text)
    for path in (SERIF, SANS):
        absent = bytes(font(path, 40).getmask("\uffff"))
        assert [sign for sign in text if not sign.isspace() and bytes(font(path, 40).getmask(sign)) == absent] == []


def test_a_title_in_another_script_gives_way_to_the_reference():
    arabic = Card(title="القمة الثانية", kicker="قمة", family="done", wordmark="السجل")
    assert png(arabic, "AES-R-2025-001") == png(Card(title="AES-R-2025-001", family="done", wordmark="AES"))
    assert png(arabic, "AES-R-2025-001") != png(arabic, "AES-R-2025-002")


@pytest.mark.parametrize("title", ["Mot " * 200, "Anticonstitutionnellement" * 20, "", "Court"])
def test_a_title_of_any_length_is_drawn_lightly(title):
    assert len(png(Card(title=title, kicker="K" * 200, status="S" * 200, family="absent", date="2025"))) < 40_000


def test_a_line_breaks_at_spaces_only_and_ends_with_an_ellipsis_when_cut():
    letters = font(SERIF, TITLE_SIZES[0])
    assert wrapped("un\N{NO-BREAK SPACE}deux trois", letters, 250) == ["un\N{NO-BREAK SPACE}deux", "trois"]
    assert shortened("compétences", letters, 200).endswith("…")
    assert shortened("court", letters, 2000) == "court"


def test_each_family_has_a_shape_of_its_own():
    families = ["", "expected", "progress", "partial", "done", "stopped", "disputed", "absent"]
    assert len({png(Card(title="T", family=family)) for family in families}) == len(families)
