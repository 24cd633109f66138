"""Who is told of the state of a submission; what they read is in tests/accounts/test_mail.py."""

import pytest
from django.contrib.auth.models import Group

from accounts.groups import AUTHORS, PUBLISHERS, REVIEWERS
from publishing.models import Submission, SubmissionAuthor
from publishing.review.notifications import recipients

State = Submission.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(django_user_model):
    """An author, two reviewers, one of whom wrote some of it, and two publishers, one of whom decided."""
    groups = {
        "author": AUTHORS,
        "reviewer": REVIEWERS,
        "writer": REVIEWERS,
        "publisher": PUBLISHERS,
        "decider": PUBLISHERS,
    }
    accounts = {name: django_user_model.objects.create(username=name) for name in groups}
    for name, group in groups.items():
        accounts[name].groups.set(Group.objects.filter(name=group))
    return accounts


@pytest.fixture
def submission(staff):
    made = Submission.objects.create(note="n", submitted_by_id=staff["author"].pk, submitted_by="author")
    SubmissionAuthor.objects.create(submission=made, user_id=staff["writer"].pk, name="writer")
    made.decided_by_id = staff["decider"].pk
    return made


def told(submission, state):
    submission.state = state
    return {account.username for account in recipients(submission)}


def test_those_who_may_decide_are_asked(submission):
    assert told(submission, State.OPEN) == {"reviewer", "publisher", "decider"}


def test_the_one_who_is_asked_is_asked_alone(submission, staff):
    submission.reviewer_id = staff["reviewer"].pk

    assert told(submission, State.OPEN) == {"reviewer"}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (State.REFUSED, {"author"}),
        (State.SENT_BACK, {"author"}),
        (State.APPROVED, {"author", "publisher"}),
        (State.FAILED, {"author", "decider", "publisher"}),
    ],
)
def test_what_was_decided_is_told_to_who_asked_and_to_those_who_go_on(submission, state, names):
    assert told(submission, state) == names


def test_account_that_is_closed_is_told_of_nothing(submission, staff):
    staff["author"].is_active = False
    staff["author"].save()

    assert told(submission, State.REFUSED) == set()
