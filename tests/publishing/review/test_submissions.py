import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from editions.models import Address, ContentVersion, Edition
from institutions.models import Organ
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, closure, publish
from publishing.models import Revision, Submission, SubmissionItem
from publishing.review.submissions import (
    approve,
    cancel,
    changed_since,
    execute,
    refuse,
    reschedule,
    send_back,
    submit,
)
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Submission.State


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create(username="writer")


def live_names():
    with live_reading():
        return list(Organ.objects.values_list("name_fr", flat=True))


def raw(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, parameters)


# Submitting


def test_submission_freezes_the_record_and_publishes_nothing(submission, organ):
    item = submission.items.get()

    assert (submission.state, submission.submitted_by) == ("open", "writer")
    assert item.key == ("institutions.organ", organ.pk)
    assert item.taken.sha256 == item.sha256
    assert live_names() == []


@pytest.mark.parametrize("note", ["", "  "])
def test_submission_must_say_why(organ, writer, note):
    with pytest.raises(Refused):
        submit([organ], by=writer, note=note)


def test_record_awaits_one_decision_at_a_time(submission, organ, writer):
    with pytest.raises(Refused) as refusal:
        submit([organ], by=writer, note="Encore")

    assert refusal.value.errors == ["Organe « Collège » attend déjà une décision."]


def test_database_refuses_a_second_pending_item_of_a_record(submission):
    item = submission.items.get()
    item.pk = None

    with pytest.raises(IntegrityError, match="record_submitted_once"), transaction.atomic():
        item.save()


def test_record_may_be_submitted_again_after_the_decision(submission, organ, writer, reviewer):
    send_back(submission, by=reviewer, comment="Citez la source")

    assert submit([organ], by=writer, note="Avec la source").state == "open"


def test_what_publication_would_refuse_is_refused_at_once_with_what_is_missing(writer, organ):
    meeting = make.meeting(organ=organ)

    with pytest.raises(Refused) as refusal:
        submit([meeting], by=writer, note="Réunion")

    assert refusal.value.missing == [organ]
    assert Submission.objects.count() == 0
    assert submit([meeting, organ], by=writer, note="Réunion et organe").items.count() == 2


def test_nothing_new_is_not_submitted(organ, writer):
    publish([organ])

    with pytest.raises(Refused):
        submit([organ], by=writer, note="Rien")


def test_bundle_holds_everything_of_a_meeting_without_what_is_live(organ, writer):
    publish([organ])
    meeting = make.meeting(organ=organ)
    item = make.agenda_item(meeting)

    bundle = submit(closure([meeting]), by=writer, note="Le conseil", title="Conseil de juillet")

    assert organ.pk not in {item.record_id for item in bundle.items.all()}
    assert any(str(item.pk) in row.snapshot for row in bundle.items.all())


# Approving


def test_approved_submission_is_carried_out_as_it_was_frozen(submission, organ, reviewer):
    organ.name_fr = "Collège des chefs d’État"
    organ.save()

    approve(submission, by=reviewer, comment="Bien")
    done = execute(submission, by=reviewer)

    assert (done.state, done.version) == ("published", 1)
    assert live_names() == ["Collège"]
    assert Edition.objects.get(record_id=organ.pk).sha256 == submission.items.get().sha256
    assert [item.record_id for item in changed_since(done)] == [organ.pk]


def test_unchanged_record_is_not_changed_since(submission):
    assert changed_since(submission) == []


def test_nothing_is_carried_out_before_it_is_approved(submission, reviewer):
    with pytest.raises(Refused):
        execute(submission, by=reviewer)

    assert live_names() == []


def test_second_reviewer_comes_too_late(submission, reviewer, django_user_model):
    approve(submission, by=reviewer)

    with pytest.raises(Refused):
        refuse(submission, by=django_user_model.objects.create(username="colleague"), comment="Non")


def test_bundle_is_all_or_nothing(writer, reviewer):
    first, second = make.organ(name_fr="Un"), make.organ(name_fr="Deux")
    bundle = submit([first, second], by=writer, note="Deux organes")
    approve(bundle, by=reviewer)
    raw("DELETE FROM institutions_organ WHERE id = %s", second.pk)

    with pytest.raises(Refused):
        execute(bundle, by=reviewer)

    assert live_names() == []


def test_withdrawal_is_agreed_by_somebody_else_too(organ, writer, reviewer):
    publish([organ])
    reason = {"en": "Told twice", "fr": "Doublon"}
    asked = submit([organ], by=writer, note="Doublon", action="withdraw", reason=reason)
    assert live_names() == ["Collège"]

    approve(asked, by=reviewer)
    execute(asked, by=reviewer)

    assert live_names() == []
    with live_reading():
        assert Address.objects.get().reasons == reason


def test_withdrawal_tells_readers_why(organ, writer):
    publish([organ])

    with pytest.raises(Refused):
        submit([organ], by=writer, note="Doublon", action="withdraw")


# Turning down


@pytest.mark.parametrize(("decide", "state"), [(refuse, "refused"), (send_back, "sent_back")])
def test_turned_down_submission_says_why(submission, reviewer, decide, state):
    with pytest.raises(Refused):
        decide(submission, by=reviewer, comment=" ")

    decided = decide(submission, by=reviewer, comment="Sans source")

    assert (decided.state, decided.comment, decided.decided_by) == (state, "Sans source", "reviewer")
    assert not submission.items.get().is_pending


def test_submitter_may_cancel(submission, writer):
    done = cancel(submission, by=writer)

    assert (done.state, done.cancelled_by, done.decided_by) == ("cancelled", "writer", "")


def test_cancelled_approval_still_names_who_approved(submission, writer, reviewer):
    approve(submission, by=reviewer, comment="Bien vu")

    done = cancel(submission, by=writer, comment="Trop tôt")

    assert (done.decided_by, done.comment) == ("reviewer", "Bien vu")
    assert (done.cancelled_by, done.cancellation) == ("writer", "Trop tôt")
    assert done.decided_at < done.cancelled_at


# Outdated


def test_submission_from_before_a_change_of_tables_is_refused(submission, reviewer):
    other = make.organ()
    taken = next(iter(read_snapshots(ids_by_type([other]), DESK).values()))
    text = taken.text.replace('"name_fr"', '"label_fr"')
    SubmissionItem.objects.create(
        submission=submission,
        record_type="institutions.organ",
        record_id=other.pk,
        snapshot=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )

    with pytest.raises(Refused, match="soumettez à nouveau"):
        approve(submission, by=reviewer)


def test_what_was_published_in_between_is_not_overwritten(organ, writer, reviewer):
    submission = submit([organ], by=writer, note="Organe")
    organ.name_fr = "Conseil"
    organ.save()
    publish([organ])

    with pytest.raises(Refused, match="a changé depuis"):
        approve(submission, by=reviewer)


def test_submitted_record_is_not_deleted(submission, organ, writer):
    with pytest.raises(ProtectedError), transaction.atomic():
        organ.delete()

    cancel(submission, by=writer)
    organ.delete()

    assert Revision.objects.latest("number").action == "deleted"


# Hours


def test_approval_with_an_hour_is_scheduled(submission, reviewer):
    tomorrow = timezone.now() + timedelta(days=1)

    approve(submission, by=reviewer, due_at=tomorrow, zone="Africa/Bamako")

    submission.refresh_from_db()
    assert (submission.state, submission.due_at, submission.zone) == ("scheduled", tomorrow, "Africa/Bamako")
    assert ContentVersion.objects.current().next_due_at == tomorrow
    assert live_names() == []


def test_hour_is_that_of_the_zone(organ, writer):
    local = (timezone.now() + timedelta(days=2)).replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)

    submission = submit([organ], by=writer, note="Organe", due_at=local, zone="Africa/Niamey")

    assert submission.due_at.hour == 8  # Niger is an hour ahead of UTC
    assert submission.local_due.replace(tzinfo=None) == local


@pytest.mark.parametrize(("days", "zone"), [(-1, "Africa/Niamey"), (1, "Afrique/Niamey"), (1, "")])
def test_hours_that_make_no_sense_are_refused(organ, writer, days, zone):
    with pytest.raises(Refused):
        submit([organ], by=writer, note="Organe", due_at=timezone.now() + timedelta(days=days), zone=zone)


def test_cancelled_schedule_is_no_longer_due(submission, writer, reviewer):
    approve(submission, by=reviewer, due_at=timezone.now() + timedelta(days=1), zone="Africa/Bamako")

    cancel(submission, by=writer)

    assert ContentVersion.objects.current().next_due_at is None


def test_scheduled_submission_takes_another_hour(submission, reviewer):
    approve(submission, by=reviewer, due_at=timezone.now() + timedelta(days=1), zone="Africa/Bamako")
    later = timezone.now() + timedelta(days=2)

    assert reschedule(submission, due_at=later, zone="Africa/Niamey").due_at == later
    assert ContentVersion.objects.current().next_due_at == later


# Lists


def test_inboxes(submission, organ, writer, reviewer):
    assert list(Submission.objects.of(writer)) == [submission]
    assert list(Submission.objects.for_review_by(writer)) == []
    assert list(Submission.objects.for_review_by(reviewer)) == [submission]
    assert list(Submission.objects.overdue(timezone.now())) == []
