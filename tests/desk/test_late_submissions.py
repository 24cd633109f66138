"""Submissions whose hour passed before anybody had approved them."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from publishing.models import Submission
from publishing.review.submissions import submit
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/submission/"


@pytest.fixture
def writer(signed_in):
    return signed_in("submit_records", "view_organ", name="writer")


@pytest.fixture
def reviewer(signed_in):
    return signed_in("review_submissions", "publish_records", "view_organ", name="ibrahim")


@pytest.fixture
def late(writer):
    """A submission whose hour in Bamako passed yesterday before anybody had decided."""
    submission = submit([make.organ()], by=User.objects.get(username="writer"), note="Nouvel organe")
    yesterday = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=25)
    Submission.objects.filter(pk=submission.pk).update(due_at=yesterday, zone="Africa/Bamako")
    submission.refresh_from_db()
    return submission


def offered(page) -> dict:
    """The hour that the form has in it."""
    (due_at,) = re.findall(r'name="due_at" value="([^"]+)"', page)
    (zone,) = re.findall(
        r'<option value="([^"]+)" selected', page[page.index('name="zone"') :].partition("</select>")[0]
    )
    return {"due_at": due_at, "zone": zone}


def test_hour_that_passed_before_approval_is_said_and_another_offered(reviewer, writer, late):
    tomorrow = late.due_at + timedelta(days=2)
    page = reviewer.get(pages.review(late)).content.decode()

    assert "est passée avant qu’elle soit approuvée" in page
    assert "Qui publie lui en donnera une autre." in writer.get(pages.review(late)).content.decode()
    reviewer.post(pages.review(late), {"_approve": "1", **offered(page)})

    late.refresh_from_db()
    assert (late.state, late.due_at, late.zone) == ("scheduled", tomorrow, "Africa/Bamako")


def test_who_approves_too_late_is_told_and_so_are_those_who_can_give_another_hour(signed_in, reviewer, late):
    colleague = signed_in("review_submissions", "view_organ", name="relectrice")

    answer = colleague.post(pages.review(late), {"_approve": "1", "zone": "UTC"}, follow=True)

    assert "Son heure est passée" in answer.content.decode()
    assert list(reviewer.get(LIST, {"boite": "retard"}).context["cl"].result_list) == [late]
    proposal = offered(reviewer.get(pages.review(late)).content.decode())
    reviewer.post(pages.review(late), {"_reschedule": "1", **proposal})
    late.refresh_from_db()
    assert late.state == "scheduled"
    assert list(reviewer.get(LIST, {"boite": "retard"}).context["cl"].result_list) == []
