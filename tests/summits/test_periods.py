"""The periods that a report may cover."""

import datetime

import pytest
from django.utils import timezone

from publishing.live.publish import publish
from summits.periods import (
    End,
    NoSuchPeriodError,
    Period,
    between_summits,
    day_of,
    period_between,
    period_of,
    presidencies,
    summit_at,
)
from tests import factories as make

pytestmark = pytest.mark.django_db
FIRST, SECOND = datetime.date(2024, 7, 6), datetime.date(2025, 12, 23)


@pytest.fixture
def summits():
    niamey = make.summit(slug="niamey", number=1, held="2024-07-06")
    bamako = make.summit(slug="bamako", number=2, held="2025-12-22/2025-12-23")
    return niamey, bamako


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025-12-23", SECOND), ("2025-12", None), ("2025-02-30", None), ("niamey", None), ("", None)],
)
def test_a_day_is_written_in_full(text, day):
    assert day_of(text) == day


def test_period_lies_between_days_or_the_last_days_of_summits(summits):
    niamey, bamako = summits

    assert period_between("niamey", "bamako") == Period(End(FIRST, niamey), End(SECOND, bamako))
    period = period_between("2024-07-06", "bamako")
    assert period == Period(End(FIRST), End(SECOND, bamako))
    assert period.get_absolute_url() == "/fr/bilan/2024-07-06/bamako/"
    assert [one.is_between_summits for one in (period, period_between("niamey", "bamako"))] == [False, True]


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("bamako", "niamey", "doit finir après avoir commencé"),
        ("bamako", "2025-12-23", "doit finir après avoir commencé"),
        ("niamey", "2999-01-01", "finit dans l’avenir"),
        ("ouaga", "bamako", "ni une date écrite AAAA-MM-JJ, ni un sommet"),
        ("niamey", "sans-date", "n’est pas connue"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(summits, start, end, reason):
    make.summit(slug="sans-date", number=3, held=None)

    with pytest.raises(NoSuchPeriodError, match=reason):
        period_between(start, end)


def test_summit_is_found_at_its_former_address(summits):
    niamey, _bamako = summits
    make.published(niamey)
    niamey.slug = "sommet-de-niamey"
    niamey.save()
    publish([niamey])

    assert summit_at("niamey") == summit_at("sommet-de-niamey") == niamey
    assert summit_at("ouaga") is None


def test_period_of_two_summits_is_none_until_the_second_is_over(summits):
    niamey, bamako = summits
    coming = make.summit(number=3, held=timezone.localdate() + datetime.timedelta(days=40))

    assert period_of(niamey, bamako) == Period(End(FIRST, niamey), End(SECOND, bamako))
    assert [period_of(*pair) for pair in ((bamako, coming), (bamako, niamey))] == [None, None]


def test_periods_go_from_summit_to_summit_and_on_to_this_day(summits):
    niamey, bamako = summits

    assert between_summits() == [
        Period(End(SECOND, bamako), End(timezone.localdate())),
        Period(End(FIRST, niamey), End(SECOND, bamako)),
    ]


def test_presidencies_are_those_of_offices_that_rotate():
    office = make.office(rotates=True)
    first = make.mandate(office, started_on=FIRST, ended_on=SECOND)
    second = make.mandate(office, started_on=SECOND)
    make.mandate(make.office(), started_on=FIRST)

    assert presidencies() == [
        Period(End(SECOND), End(timezone.localdate()), second),
        Period(End(FIRST), End(SECOND), first),
    ]
