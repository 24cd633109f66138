"""The roadmap as of a day."""

import datetime
import re

import pytest

from summits.views.as_of import AsOfMixin
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(db):
    item = make.roadmap_item(name_fr="La banque")
    make.roadmap_step(item, "announced", occurred="2024-07")
    make.roadmap_step(item, "adopted", occurred="2025-12-22/2025-12-23")
    return item


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2024-07-30", None),
        ("2024-07-31", "announced"),
        ("2025-12-22", "announced"),
        ("2025-12-23", "adopted"),
    ],
)
def test_only_facts_that_had_occurred_by_the_day_count(client, item, day, status):
    make.published(item)

    text = page(client, f"/fr/feuille-de-route/?au={day}")

    rows = text.partition('class="timeline"')[2]
    assert re.findall(r"</svg>statut (\w+)", rows) == ([status] if status else [])
    assert ("La banque" in text) == bool(status)
    assert ("1 point n’avait encore donné lieu" in text) == (status is None)


def test_a_step_corrected_since_counts_on_no_day(client, item):
    wrong = make.roadmap_step(item, "cancelled", occurred="2025-01-01")
    make.roadmap_step(item, "adopted", occurred="2025-06-01", corrects=wrong)
    make.published(item)
    assert "statut cancelled" not in page(client, "/fr/feuille-de-route/?au=2025-02-01")


def test_a_fact_without_a_date_counts_from_when_it_was_said(client):
    item = make.roadmap_item()
    make.roadmap_step(item, "wanted", occurred=None, stated_on="2025-12-22")
    make.published(item)

    assert "statut wanted" not in page(client, "/fr/feuille-de-route/?au=2025-12-21")
    assert "statut wanted" in page(client, "/fr/feuille-de-route/?au=2025-12-22")


@pytest.mark.parametrize("asked", ["hier", "2025-02-30", "20251223", "2025-W52-1", "2025-12", "<b>"])
def test_what_is_no_date_is_said_to_be_none_and_today_is_shown(client, item, asked):
    make.published(item)

    text = page(client, f"/fr/feuille-de-route/?au={asked}")

    assert 'role="alert"' in text
    assert "statut adopted" in text
    assert "<b>»" not in text


def test_without_a_day_nothing_is_said_about_days(client, item):
    make.published(item)
    text = page(client, "/fr/feuille-de-route/")
    assert 'class="banner"' not in text
    assert "statut adopted" in text


@pytest.mark.parametrize(
    ("asked", "day", "refusal"),
    [
        ("", None, ""),
        (" 2025-12-23 ", datetime.date(2025, 12, 23), ""),
        ("2999-01-01", None, "Le 2999-01-01 n’est pas encore venu"),
        ("hier", None, "« hier » n’est pas une date"),
    ],
)
def test_the_day_is_one_that_has_come_or_the_reader_is_told_why_not(rf, asked, day, refusal):
    view = AsOfMixin()
    view.request = rf.get("/", {"au": asked})

    assert view.day == day
    assert view.refusal.replace("\N{NO-BREAK SPACE}", " ").startswith(refusal)
    assert bool(view.refusal) == bool(refusal)
