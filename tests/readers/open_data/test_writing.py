"""The register as files: nothing in a table runs as a formula."""

import pytest

from readers.open_data.writing import inert


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_would_run_as_a_formula_begins_with_an_apostrophe(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Banque = BCID", "« - »"])
def test_other_texts_are_left_as_they_are(text):
    assert inert(text) == text
