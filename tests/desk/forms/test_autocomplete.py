"""Links in forms: what is chosen is fetched for all rows together."""

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.forms.autocomplete import ChoiceField, MultipleChoiceField, as_list, fetch_choices, fetch_chosen, found_among
from institutions.models import Organ
from tests import factories as make

pytestmark = pytest.mark.django_db


class LinkForm(forms.Form):
    organ = ChoiceField(Organ.objects.all(), required=False)


def test_a_short_list_is_fetched_once_for_all_rows():
    organ = make.organ(name_fr="Collège")
    rows = [LinkForm({"organ": str(organ.pk)}, prefix=str(n)) for n in range(3)]

    with CaptureQueriesContext(connection) as queries:
        fetch_choices(rows)
        choices = [list(row.fields["organ"].choices) for row in rows]

    assert len(queries) == 1
    assert choices == [[("", "---------"), (organ.pk, "Collège")]] * 3


def test_what_rows_have_chosen_is_fetched_at_once(django_assert_num_queries):
    first, second, third = (make.organ() for _ in range(3))
    rows = [LinkForm(initial={"organ": first.pk}), LinkForm(initial={"organ": second}), LinkForm({"organ": third.pk})]

    with django_assert_num_queries(1):
        fetch_chosen([row["organ"] for row in rows])

    known = {str(organ.pk): organ for organ in (first, second, third)}
    assert [row.fields["organ"].known for row in rows] == [known] * 3


def test_what_was_fetched_is_chosen_without_asking_again():
    organ = make.organ()
    field = MultipleChoiceField(Organ.objects.all())
    field.known = {str(organ.pk): organ}

    with CaptureQueriesContext(connection) as queries:
        assert field.clean([str(organ.pk)] * 2) == [organ]
    assert len(queries) == 0


def test_key_that_is_none_is_refused_by_the_field_and_finds_nothing_before():
    assert found_among(Organ.objects.all(), {"x"}) == {}
    with pytest.raises(forms.ValidationError):
        ChoiceField(Organ.objects.all()).clean("x")


@pytest.mark.parametrize(("value", "listed"), [(None, []), ("a", ["a"]), (("a", "b"), ["a", "b"]), ([], [])])
def test_one_value_and_many_are_lists(value, listed):
    assert as_list(value) == listed
