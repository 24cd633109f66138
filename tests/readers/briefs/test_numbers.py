"""Numbers as they are spoken."""

import pytest

from readers.briefs.numbers import cardinal, ordinal, year


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "zéro", "zero"),
        (21, "vingt et un", "twenty-one"),
        (71, "soixante et onze", "seventy-one"),
        (80, "quatre-vingts", "eighty"),
        (81, "quatre-vingt-un", "eighty-one"),
        (99, "quatre-vingt-dix-neuf", "ninety-nine"),
        (101, "cent un", "one hundred and one"),
        (200, "deux cents", "two hundred"),
        (280, "deux cent quatre-vingts", "two hundred and eighty"),
        (1000, "mille", "one thousand"),
        (5000, "cinq mille", "five thousand"),
        (80_000, "quatre-vingt mille", "eighty thousand"),
        (200_000, "deux cent mille", "two hundred thousand"),
        (500_000_000_000, "cinq cents milliards", "five hundred billion"),
        (10**12, " ".join(["un", *["zéro"] * 12]), " ".join(["one", *["zero"] * 12])),
    ],
)
def test_cardinals(number, french, english):
    assert (cardinal(number, "fr"), cardinal(number, "en")) == (french, english)


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (1, "premier", "first"),
        (2, "deuxième", "second"),
        (5, "cinquième", "fifth"),
        (9, "neuvième", "ninth"),
        (12, "douzième", "twelfth"),
        (21, "vingt et unième", "twenty-first"),
        (80, "quatre-vingtième", "eightieth"),
        (200, "deux centième", "two hundredth"),
    ],
)
def test_ordinals(number, french, english):
    assert (ordinal(number, "fr"), ordinal(number, "en")) == (french, english)


def test_a_first_session_is_feminine_where_it_is_said_to_be():
    assert ordinal(1, "fr", feminine=True) == "première"


@pytest.mark.parametrize(
    ("number", "english"),
    [
        (2025, "twenty twenty-five"),
        (2005, "two thousand and five"),
        (1905, "nineteen oh five"),
        (1900, "nineteen hundred"),
    ],
)
def test_years(number, english):
    assert year(number, "en") == english
