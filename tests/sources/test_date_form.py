"""How a partial date is typed in a form."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from sources.dates import PartialDate, PartialDateError, PartialDateFormField


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("23/12/2025", "2025-12-23"),
        ("3/7/2025", "2025-07-03"),
        ("12/2025", "2025-12"),
        ("7/2025", "2025-07"),
        (" 2025-07 ", "2025-07"),
        ("2025-11-26 / 2025-12-22", "2025-11-26/2025-12-22"),
        ("2024/2025", "2024/2025"),
    ],
)
def test_form_takes_edtf_and_french_dates(typed, text):
    assert PartialDateFormField().clean(typed) == PartialDate.parse(text)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("demain", "syntax"),
        ("23.12.2025", "syntax"),
        ("12/25", "syntax"),
        ("30/02/2025", "impossible"),
        ("13/2025", "impossible"),
        ("2025/2024", "order"),
        ("", "required"),
    ],
)
def test_form_refuses(typed, code):
    with pytest.raises(ValidationError) as caught:
        PartialDateFormField().clean(typed)

    assert [error.code for error in caught.value.error_list] == [code]


def test_form_quotes_what_was_typed_not_its_edtf():
    with pytest.raises(PartialDateError, match="30/02/2025"):
        PartialDateFormField().clean("30/02/2025")


def test_form_leaves_an_optional_date_unknown():
    assert PartialDateFormField(required=False).clean("") is None


def test_form_says_which_forms_are_taken():
    assert str(PartialDateFormField().help_text) == "AAAA-MM-JJ, AAAA-MM, AAAA ou intervalle a/b"
    assert str(PartialDateFormField(help_text="Fin prévue.").help_text) == (
        "Fin prévue. AAAA-MM-JJ, AAAA-MM, AAAA ou intervalle a/b"
    )


@pytest.mark.parametrize(("typed", "changed"), [("07/2025", []), ("08/2025", ["occurred"])])
def test_form_sees_a_change_of_date_not_of_writing(typed, changed):
    class StepForm(forms.Form):
        occurred = PartialDateFormField()

    form = StepForm({"occurred": typed}, initial={"occurred": PartialDate.parse("2025-07")})

    assert form.changed_data == changed
