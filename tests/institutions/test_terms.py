"""Terms of office on a line of time."""

import re
from datetime import date

import pytest

from institutions.terms import line_of_terms, terms_of
from publishing.models import path_in
from tests import factories as make
from tests.reading import page, section

pytestmark = pytest.mark.django_db


def test_terms_are_drawn_from_start_to_end_and_planned_ends_below(client):
    organ = make.organ()
    office = make.office(organ=organ)
    make.mandate(office, started_on="2024-07-06", ended_on="2025-12-23", planned_end="2025-07")
    make.mandate(office, started_on="2025-12-23")
    make.mandate(office, person=make.person(name="Sans date"))
    make.published(organ, office)

    members = section(page(client, path_in(organ, "fr")), "Qui y siège, au fil du temps")

    assert re.findall(r'<rect class="(\w+)" x=', members) == ["open", "term", "due"]
    assert "début inconnu" in members
    assert page(client, path_in(office, "fr")).count('<svg class="track') == 2


def test_without_any_start_nothing_is_drawn():
    mandates = [make.mandate()]
    assert line_of_terms(mandates) is None
    assert terms_of(mandates, None) == [(mandates[0], None)]


def test_a_term_begun_today_or_later_does_not_break_the_drawing():
    office = make.office()
    today = make.mandate(office, started_on=date(2024, 1, 1), ended_on=date(2024, 1, 1))
    later = make.mandate(make.office(), started_on=date(2100, 1, 1))
    line = line_of_terms([today, later])

    assert [bool(track) for _mandate, track in terms_of([today, later], line)] == [False, True]
