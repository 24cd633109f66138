"""What may still be done about submissions, and by whom."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from publishing.models.submission import Submission, SubmissionAuthor

State, NOW = Submission.State, timezone.now()


def submission(state=State.OPEN, by=1, due_at=NOW, decided_by=None):
    """One that was submitted and then came to that state."""
    made = Submission.objects.create(note="n", submitted_by_id=by, due_at=due_at)
    if state != State.OPEN:
        made.state, made.decided_by_id, made.failure = state, decided_by, "Non" if state == State.FAILED else ""
        made.save()
    return made


@pytest.mark.django_db
def test_pending_is_what_may_still_happen_and_due_what_is_scheduled_and_late(django_user_model):
    reviewer = django_user_model.objects.create(pk=9)
    found = {state: submission(state, decided_by=reviewer.pk) for state in State}
    later = submission(State.SCHEDULED, due_at=NOW + timedelta(hours=1), decided_by=reviewer.pk)

    assert set(Submission.objects.pending()) == {*(found[state] for state in Submission.PENDING), later}
    assert list(Submission.objects.due(NOW)) == [found[State.SCHEDULED]]
    assert set(Submission.objects.overdue(NOW)) == {found[State.OPEN], found[State.APPROVED]}


@pytest.mark.django_db
def test_nobody_reviews_what_they_submitted_or_wrote(django_user_model):
    account = django_user_model.objects.create(username="awa")
    theirs, written, other = (submission(by=by) for by in (account.pk, account.pk + 1, account.pk + 1))
    SubmissionAuthor.objects.create(submission=written, user_id=account.pk, name="awa")

    assert list(Submission.objects.for_review_by(account)) == [other]
    assert list(Submission.objects.of(account)) == [theirs]


def test_submission_is_called_by_its_title_else_by_the_first_line_of_its_note():
    assert str(Submission(title="Lot", note="a")) == "Lot"
    assert str(Submission(note="Un\nDeux")) == "Un"


def test_hour_is_that_of_the_clocks_where_the_editor_said():
    due = datetime(2025, 7, 1, 12, tzinfo=ZoneInfo("UTC"))

    assert Submission(due_at=due, zone="Africa/Niamey").local_due.hour == 13
    assert Submission(due_at=due).local_due.hour == 12
    assert Submission().local_due is None


def test_overdue_is_what_nobody_decided_about_by_its_hour():
    late, ahead = NOW - timedelta(hours=1), timezone.now() + timedelta(hours=1)

    assert [Submission(due_at=due).is_overdue for due in (late, ahead, None)] == [True, False, False]
    assert not Submission(due_at=late, state=State.CANCELLED).is_overdue
