"""Where items of the roadmap stood by a day, and their figures."""

from collections import Counter
from datetime import date

import pytest

from summits.models import RoadmapItem
from summits.progress import Figures, by_pillar, had_occurred, horizon_of, standings_on
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture
def item(db):
    item = make.roadmap_item()
    make.roadmap_step(item, "adopted", occurred="2025-01-10")
    make.roadmap_step(item, "launched", occurred="2026-02-22")
    make.check()
    return item


def standings(day=DAY):
    return standings_on(RoadmapItem.objects.with_statuses(), day)


def test_an_item_stood_by_a_day_where_what_had_occurred_by_then_put_it(item):
    (then,), (now,) = standings(date(2025, 6, 1)), standings()

    assert (then.headline.count, len(then.steps)) == ("decided", 1)
    assert (now.headline.count, len(now.steps)) == ("launched", 2)


def test_silence_is_counted_from_the_latest_fact_to_the_last_day_watched(item):
    (standing,) = standings(date(2026, 11, 30))

    assert (standing.told, standing.silence, standing.unwatched_since) == (date(2026, 2, 22), 10, DAY)


def test_nothing_is_awaited_of_a_closed_item(item):
    make.roadmap_step(item, "effective", occurred="2026-02-23")

    assert [standing.silence for standing in standings()] == [None]


def test_items_stand_under_their_pillars_from_the_furthest(item):
    silent = make.roadmap_item()

    ((figures, group),) = by_pillar(standings())

    assert ([standing.item for standing in group], figures.total) == ([item, silent], 2)
    assert figures.counts == {"launched": 1, "none": 1}


def test_bars_follow_each_other_and_fill_the_whole():
    counts = Counter({"none": 1, "launched": 3})

    assert Figures(None, counts).bars == [("launched", 3, 0.0, 75.0), ("none", 1, 75.0, 25.0)]
    assert Figures(None, counts, out_of=8).bars == [("launched", 3, 0.0, 37.5), ("none", 1, 37.5, 12.5)]


def test_without_items_there_is_no_horizon():
    assert horizon_of([]) is None


def test_a_step_without_any_date_had_not_occurred():
    assert not had_occurred(make.roadmap_step(occurred=None), DAY)
    assert had_occurred(make.roadmap_step(occurred=None, stated_on="2026-03"), date(2026, 3, 31))
