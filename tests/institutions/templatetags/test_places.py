"""Local time at a place."""

import datetime

import pytest

from institutions.templatetags.places import local_time, offset_on
from publishing.models import path_in
from sources.dates import PartialDate
from tests import factories as make
from tests.reading import page


@pytest.mark.django_db
def test_the_local_time_of_a_meeting_follows_the_zone_of_its_place(client):
    bamako = make.meeting(place=make.place())
    niamey = make.meeting(place=make.place("niamey", zone="Africa/Niamey"))
    make.published(bamako, niamey)

    assert "(UTC+0)" in page(client, path_in(bamako, "fr"))
    assert "(UTC+1)" in page(client, path_in(niamey, "fr"))


@pytest.mark.parametrize(
    ("zone", "date", "offset"),
    [
        ("Africa/Bamako", "2025-12-23", "UTC+0"),
        ("Africa/Niamey", "2025-12-23", "UTC+1"),
        ("Europe/Paris", "2025-06/2025-07", "UTC+2"),
        ("America/New_York", "2025-12", "UTC-5"),
        ("Asia/Kolkata", "2025", "UTC+5:30"),
    ],
)
def test_offset_is_that_of_the_end_of_the_date(zone, date, offset):
    assert offset_on(zone, PartialDate.parse(date)) == offset


def test_without_a_date_the_offset_is_that_of_today():
    assert offset_on("Africa/Niamey", None) == "UTC+1"


def test_an_instant_is_told_in_the_time_of_the_zone():
    instant = datetime.datetime(2025, 12, 23, 17, 5, tzinfo=datetime.UTC)

    assert local_time(instant, "Africa/Niamey").replace("\N{NO-BREAK SPACE}", " ") == "18 h 05"
