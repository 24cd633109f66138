"""Steps, deadlines, silence and unwatched days of an item on one line of time."""

from datetime import date

import pytest

from summits.models import RoadmapItem
from summits.progress import standings_on
from summits.timelines import line_over, track_of, tracks_of_steps
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(db):
    item = make.roadmap_item()
    make.roadmap_step(item, "adopted", occurred="2025-01-10")
    make.roadmap_step(item, "begun", occurred="2025-02", state=make.state("ML"))
    make.check()
    return item


def standing():
    (found,) = standings_on(RoadmapItem.objects.with_statuses(), date(2026, 11, 30))
    return found


def test_a_track_has_the_steps_the_silence_and_the_unwatched_days(item):
    told = standing()
    line = line_over([told])
    track = track_of(told, line)

    assert [(str(mark.date), mark.is_small) for mark in track.marks] == [("2025-01-10", False), ("2025-02", True)]
    assert track.silence == line.span(date(2025, 3, 1), date(2026, 3, 4))
    assert track.unwatched == line.span(date(2026, 3, 5), date(2026, 11, 30))


def test_a_deadline_that_was_put_off_slips_and_is_overrun(item):
    first = make.deadline(item, due="2025-06-30", stated_on="2025-01-15")
    make.deadline(item, due="2025-12-31", stated_on="2025-05-23", revises=first)
    told = standing()
    line = line_over([told])
    track = track_of(told, line)

    assert [(str(mark.date), mark.is_small) for mark in track.dues] == [("2025-06-30", True), ("2025-12-31", False)]
    assert track.slips == [line.span(date(2025, 6, 30), date(2025, 12, 31))]
    assert len(track.overruns) == 1


def test_steps_of_a_state_have_a_row_of_their_own_below_the_whole(item):
    told = standing()
    (whole, of_whole), (state, of_state) = tracks_of_steps(told, line_over([told]))

    assert (whole, state.code) == (None, "ML")
    assert (len(of_whole.marks), len(of_state.marks), of_state.silence) == (1, 1, None)


def test_items_without_dates_have_no_line():
    make.roadmap_item()

    assert line_over([standing()]) is None
