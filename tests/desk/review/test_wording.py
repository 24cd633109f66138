"""Where a record stands and when a submission is due, in words."""

from datetime import UTC, datetime

import pytest

from desk.review.wording import worded_hour, worded_state
from publishing.models import Submission
from publishing.review.workflow_state import PublicationStatus, StatusDetails


def details(state, submission_id=None):
    return StatusDetails(state, False, False, True, submission_id, None)


def test_state_is_a_word_and_a_class_for_its_shape():
    assert worded_state(details(PublicationStatus.DRAFT)) == '<span class="desk-state draft">brouillon</span>'


def test_state_that_waits_leads_to_its_submission():
    words = worded_state(details(PublicationStatus.SUBMITTED, 7))

    assert words == (
        '<a href="/admin/publishing/submission/7/change/"><span class="desk-state submitted">soumise</span></a>'
    )


def test_record_that_is_nowhere_has_no_state():
    assert worded_state(None) == ""


@pytest.mark.parametrize(
    ("due_at", "words"), [(None, ""), (datetime(2026, 11, 30, 9, tzinfo=UTC), "30/11/2026 10:00 (Africa/Niamey)")]
)
def test_hour_is_on_the_clocks_of_the_zone_it_was_given_for(due_at, words):
    assert worded_hour(Submission(due_at=due_at, zone="Africa/Niamey")) == words
