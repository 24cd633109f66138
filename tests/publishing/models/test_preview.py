"""A preview link is open until it expires, is revoked, or its submission is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models import Submission
from publishing.models.preview import PreviewLink

NOW = timezone.now()


def link(state=Submission.State.OPEN, **fields):
    return PreviewLink(submission=Submission(state=state), **{"expires_at": NOW + timedelta(days=1)} | fields)


@pytest.mark.parametrize("state", Submission.PENDING)
def test_link_to_something_pending_is_open(state):
    assert link(state).is_open(NOW)


@pytest.mark.parametrize(
    "closed",
    [link(expires_at=NOW), link(revoked_at=NOW), link(Submission.State.PUBLISHED)],
    ids=["late", "shut", "done"],
)
def test_any_other_is_closed(closed):
    assert not closed.is_open(NOW)


def test_only_the_fingerprint_of_a_token_is_known():
    assert PreviewLink.fingerprint("a") == PreviewLink.fingerprint("a") != PreviewLink.fingerprint("b")
    assert len(PreviewLink.fingerprint("a")) == 64
