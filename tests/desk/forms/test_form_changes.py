"""What an editor changed in a form, told apart from what the form merely repeats."""

from types import SimpleNamespace

import pytest
from django import forms
from django.forms.formsets import DELETION_FIELD_NAME

from desk.forms.form_changes import Typed, changes, contents


class RowForm(forms.Form):
    id = forms.CharField(widget=forms.HiddenInput())
    name = forms.CharField()
    held = forms.DateField()
    number = forms.IntegerField(disabled=True)


@pytest.fixture
def row():
    return RowForm({"id": "1", "name": "Sommet", "held": "2025-12-23", "number": "9"})


def test_only_what_differs_from_what_was_shown_is_a_change(row):
    shown = {"name": "Sommet", "held": None, "number": 1}

    assert changes(row, shown) == {"held": "2025-12-23"}


def test_a_field_that_the_record_had_not_when_shown_is_no_change(row):
    assert changes(row, {"held": None}) == {"held": "2025-12-23"}


def test_contents_of_a_row_leave_its_keys_out(row):
    assert contents(row) == {"name": "Sommet", "held": "2025-12-23", "number": "9"}


def difference(row, name="text_fr"):
    return SimpleNamespace(row=row, name=name)


@pytest.mark.parametrize(
    ("typed", "clashes"),
    [
        (Typed(record={"text_fr": "x"}), False),
        (Typed(parts={"steps": {"part": {"text_fr": "x"}}}), True),
        (Typed(parts={"steps": {"part": {"scope_fr": "x"}}}), False),
        (Typed(parts={"steps": {"part": {DELETION_FIELD_NAME: True}}}), True),
        (Typed(revived={"part"}), True),
        (Typed(), False),
    ],
)
def test_two_editors_clash_over_a_field_or_over_a_part_that_one_removes(typed, clashes):
    assert typed.clashes(difference("part"), "record") is clashes


def test_changes_of_the_record_itself_are_found_by_its_key():
    typed = Typed(record={"name_fr": "x"})

    assert typed.clashes(difference("record", "name_fr"), "record")
    assert not typed.clashes(difference("record", "name_en"), "record")
