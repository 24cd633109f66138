"""Flat tables: their columns and cells."""

import pytest

from readers.open_data.tables import cell, tables


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "true"), (False, "false"), (12, "12"), (["a", "b"], "a | b"), ([], "")]
)
def test_a_plain_value_is_one_cell(value, text):
    assert cell(value) == text


def test_a_record_begins_with_its_address_and_a_part_with_its_record():
    decisions, steps = tables()["decisions"], tables()["decision_steps"]
    assert [column.name for column in decisions.columns[:2]] == ["id", "url"]
    assert [column.name for column in steps.columns[:2]] == ["id", "decision"]
    assert (decisions.shape.is_part, steps.shape.is_part) == (False, True)


def test_a_text_has_a_column_for_each_public_language_and_others_their_type():
    kinds = {column.name: column.kind for column in tables()["meetings"].columns}
    assert {"name_fr", "name_en"} <= set(kinds)
    assert (kinds["name_fr"], kinds["number"], kinds["opens_at"]) == ("string", "integer", "datetime")
