"""Until when each record was watched: by the last look that covers it."""

from datetime import date

import pytest

from institutions.headlines.horizons import horizons_of, told_on
from summits.models import RoadmapItem
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(db):
    return make.roadmap_item()


def looked(until, **fields):
    return make.check(looked_on=until, covers_until=until, **fields)


def test_a_record_was_watched_until_the_latest_of_the_looks_that_cover_it(item):
    beside, elsewhere = make.roadmap_item(), make.roadmap_item(pillar=make.pillar("justice"))
    looked(date(2026, 1, 1))
    looked(date(2026, 2, 1), scope="pillar", pillar=item.pillar)
    looked(date(2026, 3, 1), scope="records", links={"roadmap_items": [item]})

    horizons = horizons_of(RoadmapItem)

    watched = [horizons.of(record) for record in (item, beside, elsewhere)]
    assert watched == [date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1)]


def test_a_look_that_was_not_possible_covers_nothing(item):
    looked(date(2026, 1, 1), result="could_not_look")

    assert horizons_of(RoadmapItem).of(item) is None


def test_records_are_told_with_the_day_until_which_they_were_watched(item):
    looked(date(2026, 1, 1))

    (told,) = told_on([item], date(2026, 3, 1))

    assert told.headline.horizon == date(2026, 1, 1)
    assert told_on([], date(2026, 3, 1)) == []
