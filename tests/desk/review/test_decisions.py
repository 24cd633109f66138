"""Several submissions given to a reviewer: all of them, or none with the reasons of each."""

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages

from desk.review.decisions import rights
from publishing.models import Submission
from publishing.review.submissions import approve, submit
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def act(client, model, action, *records, **typed):
    chosen = {"action": action, "_selected_action": [str(record.pk) for record in records]}
    return client.post(pages.list_of(model), chosen | typed)


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def submissions(desk):
    writer = User.objects.get(username="editrice")
    return [submit([make.organ()], by=writer, note=f"Organe {n}") for n in (1, 2)]


def give(client, submissions, reviewer):
    return act(client, Submission, "assign_selected", *submissions, reviewer=reviewer.pk, _confirm="1")


def test_several_submissions_are_given_to_one_reviewer(desk, submissions):
    reviewer = User.objects.create_superuser("relectrice")
    page = act(desk, Submission, "assign_selected", *submissions)
    assert page.status_code == 200

    answer = give(desk, submissions, reviewer)

    assert messages_of(answer) == ["2 soumissions sont confiées à relectrice."]
    assert set(Submission.objects.values_list("reviewer", flat=True)) == {"relectrice"}


def test_none_is_given_when_one_cannot_be(desk, submissions):
    reviewer = User.objects.create_superuser("relectrice")
    approve(submissions[0], by=reviewer)

    page = give(desk, submissions, reviewer)

    assert len(page.context["errors"]) == 1
    assert "n’attend plus cela" in page.context["errors"][0]
    assert set(Submission.objects.values_list("reviewer", flat=True)) == {""}


def test_own_work_is_not_given_to_oneself(desk, submissions):
    page = give(desk, submissions, User.objects.get(username="editrice"))

    assert len(page.context["errors"]) == 2


def test_buttons_are_those_of_ones_task_and_never_for_ones_own_work(signed_in):
    names = {"autrice": ["submit_records"], "lectrice": ["review_submissions"], "responsable": ["publish_records"]}
    for name, codenames in names.items():
        signed_in(*codenames, name=name)
    users = {name: User.objects.get(username=name) for name in names}
    submission = submit([make.organ()], by=users["autrice"], note="Nouvel organe")

    granted = {name: {right for right, may in rights(user, submission).items() if may} for name, user in users.items()}

    assert granted == {
        "autrice": {"may_cancel", "may_assign", "may_link"},
        "lectrice": {"may_turn_down", "may_approve", "may_cancel", "may_assign", "may_link"},
        "responsable": {"may_cancel", "may_link"},
    }


def test_reviewer_is_told_why_they_do_not_decide_their_own(desk):
    own = User.objects.get(username="editrice")

    found = rights(own, submit([make.organ()], by=own, note="Nouvel organe"))

    assert (found["may_approve"], bool(found["own"])) == (False, True)
