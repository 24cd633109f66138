"""Fields as files write them: what a cell says is read back, what a field does not take is refused."""

import pytest
from django.core.exceptions import ValidationError

from exchange.schema.fields import COMPUTED
from exchange.schema.record_types import Collection
from publishing.registry import record_type_of
from summits.models import Decision


@pytest.fixture
def fields():
    return Collection(record_type_of(Decision)).fields


@pytest.fixture
def step_fields():
    return Collection(record_type_of(Decision)).parts["steps"].fields


def test_value_in_a_cell_reads_back_as_it_was(fields, step_fields):
    decided, contested = fields["decided"], step_fields["is_contested"]

    assert decided.cell(decided.parse_cell("2025-12")) == "2025-12"
    assert decided.cell(None) == ""
    assert decided.parse_cell("") is None
    assert [contested.parse_cell(contested.cell(value)) for value in (True, False)] == [True, False]


@pytest.mark.parametrize("yes", ["true", "True", "oui", "Oui", "yes", "1", "x"])
@pytest.mark.parametrize("no", ["false", "non", "no", "0"])
def test_yes_and_no_are_read_alike_in_every_file(step_fields, yes, no):
    contested = step_fields["is_contested"]

    assert [contested.parse(yes), contested.parse(no)] == [True, False]
    assert [contested.parse_cell(yes), contested.parse_cell(no)] == [True, False]


def test_neither_yes_nor_no_is_refused(step_fields):
    with pytest.raises(ValidationError, match="n’est ni oui ni non"):
        step_fields["is_contested"].parse("peut-être")


def test_blank_cell_of_yes_or_no_is_no(step_fields):
    assert step_fields["is_contested"].parse_cell("") is False


def test_cells_take_dates_as_forms_do_and_dossiers_do_not(fields):
    assert str(fields["decided"].parse_cell("23/12/2025")) == "2025-12-23"
    with pytest.raises(ValidationError):
        fields["decided"].parse("23/12/2025")


def test_unknown_choice_is_refused_with_those_that_there_are(fields):
    with pytest.raises(ValidationError, match="high, medium, low"):
        fields["confidence"].parse_cell("sure")


def test_texts_have_a_column_for_each_language(fields):
    assert list(fields["name"].titles(["fr", "en"])) == ["name_fr", "name_en"]
    assert list(fields["organ"].titles(["fr", "en"])) == ["organ"]


def test_what_is_worked_out_has_no_default(fields, step_fields):
    assert fields["reference"].default is step_fields["recorded_at"].default is COMPUTED
