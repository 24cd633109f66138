"""The latest facts of the register."""

import pytest

from summits.latest import latest_facts
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_facts_are_those_that_occurred_last_each_with_its_record():
    item, decision = make.roadmap_item(), make.decision()
    make.roadmap_step(item, "begun", occurred="2025-01")
    launched = make.roadmap_step(item, "launched", occurred="2025-03")
    adopted = make.decision_step(decision, "adopted", occurred="2025-02")

    latest = latest_facts("fr", 2)

    assert [(step.pk, step.record) for step in latest] == [(launched.pk, item), (adopted.pk, decision)]


def test_announcements_corrected_steps_and_records_without_a_title_in_the_language_are_none():
    make.status("expected", family="expected")
    item = make.roadmap_item(name_en="An item")
    make.roadmap_step(item, "expected")
    wrong = make.roadmap_step(item, "launched")
    right = make.roadmap_step(item, "begun", corrects=wrong)
    make.roadmap_step(make.roadmap_item(), "begun")

    assert [step.pk for step in latest_facts("en", 5)] == [right.pk]
