"""No spreadsheet runs what a table of the register says."""

import pytest

from exchange.spreadsheets.formulas import alive, inert


@pytest.mark.parametrize("text", ["=1+1", "  +2", "@a", "-3", "\uff1d1", "'=1", "\t=1"])
def test_what_would_be_run_is_written_inert_and_comes_back(text):
    assert inert(text) == f"'{text}"
    assert alive(inert(text)) == text


@pytest.mark.parametrize("text", ["Charte", "'cité'", "a = b", ""])
def test_other_texts_stay_as_they_are(text):
    assert (inert(text), alive(text)) == (text, text)
