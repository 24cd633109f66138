"""Persons and offices."""

import re

import pytest

from institutions.views.person import PersonListView
from publishing.models import path_in
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_a_planned_end_is_told_apart_from_an_actual_one(client):
    office = make.office()
    make.mandate(office, started_on="2024-07-06", planned_end="2025-07", ended_on="2025-12-23")
    make.published(office)

    row = page(client, path_in(office, "fr")).partition("<tbody>")[2]

    assert re.findall(r'data-label="([^"]+)"><time datetime="([^"]+)"', row) == [
        ("Début\N{NO-BREAK SPACE}:", "2024-07-06"),
        ("Fin prévue\N{NO-BREAK SPACE}:", "2025-07"),
        ("Fin constatée\N{NO-BREAK SPACE}:", "2025-12-23"),
    ]


def test_a_person_without_an_office_told_in_english_has_no_english_page(client):
    person = make.published(make.person(name="Assimi Goïta"))
    assert client.get(f"/en/personnes/{person.slug}/").status_code == 404
    listed = client.get("/en/personnes/")
    assert isinstance(listed.context["view"], PersonListView)
    assert "Goïta" not in listed.text
