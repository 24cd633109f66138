from datetime import date

import pytest

from publishing.live.publish import Refused, publish
from sources.dates import PartialDate
from summits.deadlines import Delay, schedules
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def item(db):
    return make.roadmap_item()


def told(item, day=DAY):
    return [schedule.words for schedule in schedules(item.deadlines.all(), item.headline_on(day), day)]


def postponed(item, first, *others):
    """A deadline and those that revise it in turn, announced a month after each other."""
    deadline = make.deadline(item, due=first, stated_on="2025-01-15")
    for month, due in enumerate(others, start=2):
        deadline = make.deadline(item, due=due, stated_on=f"2025-{month:02}-15", revises=deadline)
    return deadline


@pytest.mark.parametrize(
    ("dues", "words"),
    [
        (["2026-01-31"], ["passée depuis 29 jours"]),
        (["2026"], ["en cours"]),
        (["2026-05"], ["à venir"]),
        (["2025-12-31", "2026-05-01"], ["repoussée de 121 jours", "à venir"]),
        (["2025-12", "2026-05-01"], ["repoussée de 121 à 151 jours", "à venir"]),
        (["2026-06-01", "2026-05-01"], ["avancée de 31 jours", "à venir"]),
        (["2026", "2026-05"], ["précisée", "à venir"]),
        (["2026-05", "2026-05"], ["confirmée", "à venir"]),
        (["2025-06-30", "2025-12-31", "2026-05-01"], ["repoussée de 305 jours", "à venir"]),
    ],
)
def test_a_deadline_is_told_with_how_it_was_put_off_and_where_it_stands(item, dues, words):
    postponed(item, *dues)
    assert told(item) == [words]


@pytest.mark.parametrize(
    ("occurred", "words"),
    [
        ("2026-02-10", "point lancé ou clos 10 jours après"),
        ("2026-02", "point lancé ou clos 1 à 28 jours après"),
        ("2026-01", "point lancé ou clos sans dépassement établi"),
    ],
)
def test_what_is_done_is_held_against_the_latest_deadline(item, occurred, words):
    postponed(item, "2026-01-31")
    make.roadmap_step(item, "launched", occurred=occurred)
    assert told(item) == [[words]]


def test_what_has_no_date_is_known_from_its_entry(item):
    postponed(item, "2026-01-31")
    step = make.roadmap_step(item, "launched", occurred=None)
    assert told(item, step.recorded_at.date()) == [["point lancé ou clos, à une date inconnue"]]


def test_deadlines_that_revise_nothing_are_told_apart(item):
    make.deadline(item, due="2026-01-31")
    make.deadline(item, due="2026-05-01")
    assert told(item) == [["passée depuis 29 jours"], ["à venir"]]


def test_on_an_earlier_day_later_announcements_are_not_known(item):
    postponed(item, "2025-12-31", "2026-05-01")
    assert told(item, date(2025, 2, 1)) == [["à venir"]]


def test_a_lesser_later_step_does_not_open_an_item_again(item):
    make.deadline(item, due="2026-01-31")
    make.roadmap_step(item, "launched", occurred="2026-02-01")
    make.roadmap_step(item, "begun", occurred="2026-02-15")
    assert told(item) == [["point lancé ou clos 1 jour après"]]


def test_an_adopted_text_is_not_done(item):
    make.deadline(item, due="2026-01-31")
    make.roadmap_step(item, "adopted", occurred="2026-01-15")
    assert told(item) == [["passée depuis 29 jours"]]


def test_a_delay_between_imprecise_dates_has_a_least_and_a_most():
    delay = Delay.between(PartialDate.of("2025-09-30"), PartialDate.of("2026"))
    assert (delay.least, delay.most, delay.words) == (93, 457, "93 à 457 jours")


def test_a_deadline_of_another_item_is_not_revised(item):
    stray = make.deadline(item, revises=make.deadline(due="2026-01"))

    with pytest.raises(Refused) as refusal:
        publish([item, stray.revises.item, item.pillar])

    assert "« juin 2026 » ne peut remplacer qu’une autre échéance du même point" in " ".join(
        refusal.value.errors
    ).replace("\N{NO-BREAK SPACE}", " ")


def test_deadlines_that_revise_each_other_are_refused(item):
    first = postponed(item, "2026-01")
    first.revises = make.deadline(item, due="2026-02", revises=first)
    first.save()

    with pytest.raises(Refused):
        publish([item, item.pillar])
