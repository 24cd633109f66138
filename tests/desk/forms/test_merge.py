"""What a browser would have sent for a value of today, and parts that leave what was sent."""

import pytest
from django import forms
from django.http import QueryDict

from desk.forms.merge import as_sent, leave_out
from sources.models import Source


@pytest.mark.parametrize(
    ("widget", "value", "sent"),
    [
        (forms.TextInput(), "Collège", [("", ["Collège"])]),
        (forms.TextInput(), None, [("", [""])]),
        (forms.CheckboxInput(), True, [("", ["on"])]),
        (forms.CheckboxInput(), False, []),
        (forms.SelectMultiple(), [1, 2], [("", ["1", "2"])]),
        (forms.SelectMultiple(), None, [("", [])]),
        (forms.Select(), "a", [("", ["a"])]),
    ],
)
def test_each_widget_sends_a_value_in_its_own_way(widget, value, sent):
    assert list(as_sent(widget, value)) == sent


class Dated(forms.MultiWidget):
    def decompress(self, value):
        return value.split("/")


def test_parts_of_a_widget_are_sent_under_the_ends_of_its_name():
    widget = Dated({"first": forms.TextInput(), "last": forms.TextInput()})

    assert list(as_sent(widget, "2025/2026")) == [("_first", ["2025"]), ("_last", ["2026"])]


def formset(data):
    """Three rows, two of which the database knows."""
    return forms.modelformset_factory(Source, fields=["publisher"])(data, prefix="parts")


@pytest.fixture
def sent():
    data = QueryDict(mutable=True)
    data.update({"parts-TOTAL_FORMS": "3", "parts-INITIAL_FORMS": "2", "name": "Sommet"})
    for number, key in enumerate(("a", "b", "")):
        data.update({f"parts-{number}-id": key, f"parts-{number}-publisher": f"row {number}"})
    return data


def test_row_that_is_gone_leaves_and_the_others_are_numbered_anew(sent):
    leave_out(sent, formset(sent.copy()), lambda pk: pk != "a")

    assert sent.dict() == {
        "name": "Sommet",
        "parts-TOTAL_FORMS": "2",
        "parts-INITIAL_FORMS": "1",
        "parts-0-id": "b",
        "parts-0-publisher": "row 1",
        "parts-1-id": "",
        "parts-1-publisher": "row 2",
    }


def test_nothing_is_numbered_anew_when_all_stay(sent):
    before = sent.copy()

    leave_out(sent, formset(sent.copy()), lambda pk: True)

    assert sent == before
