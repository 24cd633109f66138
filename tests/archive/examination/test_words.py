"""The numbers that lists print, and rows of tables that are items of a list."""

import pytest

from archive.examination.words import BULLET, Counters, letter, lines_of_row, roman


@pytest.mark.parametrize(("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (39, "xxxix")])
def test_roman_numbers(number, text):
    assert roman(number) == text


def test_letters_begin_again_after_z():
    assert [letter(number) for number in (1, 26, 27)] == ["a", "z", "a"]


def test_each_level_counts_on_its_own_and_begins_anew_below_the_next_item():
    counters = Counters()
    marks = [counters.mark("list", *item) for item in [(0, "1"), (1, "a"), (1, "a"), (0, "I"), (1, "a")]]

    assert marks == ["1.", "a)", "b)", "II.", "a)"]
    assert counters.mark("other", 0, "1") == "1."
    assert counters.mark("list", 0, "bullet") == BULLET


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ([["3."], ["Créer", "la banque"], ["2026"]], ["3. Créer la banque – 2026"]),
        ([["12 )"], ["Créer"], ["–"]], ["12. Créer"]),
        ([["Décision"], ["Date"]], ["Décision", "Date"]),
        ([["4"]], ["4"]),
        ([[""], []], [""]),
    ],
)
def test_row_that_begins_with_a_number_is_one_item(cells, lines):
    assert lines_of_row(cells) == lines
