"""Nobody publishes what nobody else has approved: the code refuses it, and the database whoever asks."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from editions.models import Edition
from institutions.models import Organ
from publishing.history.revisions import keep_revision
from publishing.live.publish import Approval, Refused, publish, publish_frozen
from publishing.models import Publication, Submission, SubmissionItem
from publishing.review.rules import hour, refuse_unsaid
from publishing.review.submissions import approve, assign, execute, frozen_changeset, refuse, submit, withdraw_at_once
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create(username="writer", is_superuser=True)


def raw(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, parameters)


# Approving


def test_nobody_approves_what_they_submitted(submission, writer):
    with pytest.raises(Refused):
        approve(submission, by=writer)


def test_nobody_approves_what_they_wrote(organ, writer, reviewer):
    organ.name_fr = "Conseil"
    organ.save()
    keep_revision(organ, reviewer)
    submission = submit([organ], by=writer, note="Nom corrigé")

    assert [author.name for author in submission.authors.all()] == ["reviewer", "writer"]
    with pytest.raises(Refused):
        approve(submission, by=reviewer)


def test_who_wrote_what_is_already_live_may_approve_later_changes(organ, writer, reviewer):
    keep_revision(organ, writer)
    publish([organ])
    organ.name_fr = "Conseil"
    organ.save()
    keep_revision(organ, reviewer)
    submission = submit([organ], by=reviewer, note="Nom")

    assert approve(submission, by=writer).state == "approved"


def test_database_refuses_the_submitter_who_wrote_nothing(writer):
    submission = submit([make.organ()], by=writer, note="Organe")
    assert not submission.authors.exists()

    with pytest.raises(IntegrityError, match="submission_four_eyes"), transaction.atomic():
        Submission.objects.update(state="approved", decided_by_id=writer.pk, decided_by="writer")
    with pytest.raises(IntegrityError, match="submission_four_eyes"):
        raw("UPDATE publishing_submission SET state = 'approved', decided_by_id = %s", writer.pk)


@pytest.mark.parametrize("state", ["approved", "scheduled", "failed", "published"])
def test_database_refuses_an_author_by_raw_sql(organ, writer, reviewer, state):
    organ.name_fr = "Conseil"
    organ.save()
    keep_revision(organ, reviewer)
    submit([organ], by=writer, note="Nom corrigé")

    with pytest.raises(IntegrityError, match="nobody approves what they wrote"):
        raw(
            "UPDATE publishing_submission SET state = %s, decided_by_id = %s, due_at = now(), failure = 'x'",
            state,
            reviewer.pk,
        )


def test_database_refuses_an_approval_by_nobody_and_by_a_closed_account(submission, reviewer):
    with pytest.raises(IntegrityError):
        raw("UPDATE publishing_submission SET state = 'approved'")
    reviewer.is_active = False
    reviewer.save()
    with pytest.raises(IntegrityError):
        raw("UPDATE publishing_submission SET state = 'approved', decided_by_id = %s", reviewer.pk)


def test_database_refuses_a_submission_that_is_born_approved(reviewer):
    with pytest.raises(IntegrityError, match="begins open"), transaction.atomic():
        Submission.objects.create(note="x", submitted_by_id=1, state="approved", decided_by_id=reviewer.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE publishing_submission SET note = 'autre'",
        "UPDATE publishing_submission SET submitted_by_id = submitted_by_id + 1",
        "DELETE FROM publishing_submission",
        "UPDATE publishing_submissionitem SET base_sha256 = 'x'",
        "UPDATE publishing_submissionitem SET record_id = gen_random_uuid()",
        "DELETE FROM publishing_submissionitem",
        "UPDATE publishing_submissionauthor SET user_id = 0",
        "DELETE FROM publishing_submissionauthor",
        "TRUNCATE publishing_submissionauthor",
    ],
)
def test_database_keeps_what_was_submitted(submission, statement):
    with pytest.raises(IntegrityError, match="refused"):
        raw(statement)


def test_fingerprint_must_fit_the_text(submission):
    item = submission.items.get()

    with pytest.raises(IntegrityError, match="fingerprint"), transaction.atomic():
        SubmissionItem.objects.create(
            submission=submission, record_type="x.y", record_id=item.record_id, snapshot="{}", sha256=item.sha256
        )


def test_decided_submission_is_not_opened_again(submission, reviewer):
    refuse(submission, by=reviewer, comment="Non")

    with pytest.raises(IntegrityError, match="refused"):
        raw("UPDATE publishing_submission SET state = 'open'")


# Publishing

ACCOUNT = (
    "INSERT INTO publishing_publication (action, version, at, records, note, by_id, by, submission_id)"
    " VALUES (%s, 1, now(), 1, '', %s, %s, %s)"
)


def test_carried_out_it_says_who_decided_on_what_agreement(submission, reviewer):
    execute(approve(submission, by=reviewer), by=reviewer)

    account = Publication.objects.get()
    assert (account.by_id, account.by, account.submission) == (reviewer.pk, "reviewer", submission)


def test_at_its_hour_it_is_the_doing_of_who_approved(submission, reviewer):
    execute(approve(submission, by=reviewer))

    assert Publication.objects.get().by == "reviewer"


def test_person_without_a_submission_publishes_nothing(organ, reviewer, submission):
    with pytest.raises(IntegrityError, match="somebody else has approved"), transaction.atomic():
        publish_frozen(frozen_changeset(submission), approval=Approval(reviewer.pk, "reviewer"))

    assert publication_statuses(Organ) != {organ.pk: PublicationStatus.LIVE}
    assert not Edition.objects.exists()


def test_person_with_an_open_submission_publishes_nothing(reviewer, submission):
    with pytest.raises(IntegrityError, match="nobody has approved"), transaction.atomic():
        publish_frozen(frozen_changeset(submission), approval=Approval(reviewer.pk, "reviewer", submission.pk))

    assert not Edition.objects.exists()


@pytest.mark.parametrize("by", ["number", "name"])
def test_sql_of_a_person_without_a_submission_is_refused(reviewer, by):
    number, name = (reviewer.pk, "") if by == "number" else (None, "reviewer")

    with pytest.raises(IntegrityError, match="somebody else has approved"):
        raw(ACCOUNT, "published", number, name, None)


@pytest.mark.parametrize("decide", [None, refuse])
def test_sql_that_names_what_nobody_approved_is_refused(submission, reviewer, decide):
    if decide:
        decide(submission, by=reviewer, comment="Non")

    with pytest.raises(IntegrityError, match="nobody has approved"):
        raw(ACCOUNT, "published", reviewer.pk, "reviewer", submission.pk)


def test_submission_publishes_only_once(submission, reviewer):
    execute(approve(submission, by=reviewer), by=reviewer)

    with pytest.raises(IntegrityError, match="nobody has approved"):
        raw(ACCOUNT, "published", reviewer.pk, "reviewer", submission.pk)


def test_approved_withdrawal_publishes_nothing(organ, writer, reviewer):
    publish([organ])
    asked = submit([organ], by=writer, note="Doublon", action="withdraw", reason={"fr": "Doublon"})
    approve(asked, by=reviewer)

    with pytest.raises(IntegrityError, match="nobody has approved"):
        raw(ACCOUNT, "published", reviewer.pk, "reviewer", asked.pk)


def test_what_appears_is_what_was_approved(submission, organ, reviewer):
    approve(submission, by=reviewer)
    stranger = submit([make.organ()], by=reviewer, note="Autre organe")

    with pytest.raises(IntegrityError, match="not what was approved"), transaction.atomic():
        publish_frozen(frozen_changeset(stranger), approval=Approval(reviewer.pk, "reviewer", submission.pk))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE publishing_publication SET by = 'personne'",
        "UPDATE publishing_publication SET submission_id = NULL",
        "DELETE FROM publishing_publication",
        "TRUNCATE publishing_publication",
    ],
)
def test_database_keeps_the_account(submission, reviewer, statement):
    execute(approve(submission, by=reviewer), by=reviewer)

    with pytest.raises(IntegrityError, match="refused"):
        raw(statement)


def test_commands_publish_without_a_person(organ):
    publish([organ])

    assert (Publication.objects.get().by_id, publication_statuses(Organ)) == (None, {organ.pk: PublicationStatus.LIVE})


def test_urgent_withdrawal_waits_for_nobody_and_is_told(organ, writer):
    publish([organ])

    withdraw_at_once([organ], by=writer, reason="Nom d’un mineur")

    account = Publication.objects.get(action="withdrawn")
    assert (account.by, account.submission, account.note) == ("writer", None, "Nom d’un mineur")
    assert account.at <= timezone.now()


# Asking somebody


def test_submission_is_given_to_somebody_and_back(submission, reviewer):
    assert assign(submission, reviewer=reviewer).reviewer == "reviewer"

    submission.refresh_from_db()
    assert submission.reviewer_id == reviewer.pk
    assert assign(submission, reviewer=None).reviewer == ""


def test_nobody_is_asked_to_review_what_they_wrote(organ, submission, writer):
    with pytest.raises(Refused, match="confiez-les à quelqu’un d’autre"):
        assign(submission, reviewer=writer)


def test_submission_for_its_own_author_is_not_made(writer):
    with pytest.raises(Refused):
        submit([make.organ()], by=writer, note="Organe", reviewer=writer)

    assert not Submission.objects.exists()


def test_decided_submission_is_given_to_nobody(submission, reviewer):
    refuse(submission, by=reviewer, comment="Non")

    with pytest.raises(Refused):
        assign(submission, reviewer=reviewer)


# The hour


def test_an_hour_is_that_of_the_clocks_of_a_zone():
    said = hour(datetime.fromisoformat("2999-07-01T12:00"), "Europe/Paris")

    assert said == {"due_at": datetime(2999, 7, 1, 10, tzinfo=UTC), "zone": "Europe/Paris"}
    assert hour(None, "Europe/Paris") == {"due_at": None, "zone": ""}


@pytest.mark.parametrize(
    ("due_at", "zone", "words"),
    [("2999-07-01T12:00", "Mars/Rives", "n’existe pas"), ("2020-07-01T12:00", "Africa/Bamako", "est passée")],
)
def test_an_hour_that_cannot_be_kept_is_refused(due_at, zone, words):
    with pytest.raises(Refused, match=words):
        hour(datetime.fromisoformat(due_at), zone)


@pytest.mark.parametrize(("note", "action", "reason"), [(" ", "publish", None), ("Doublon", "withdraw", None)])
def test_what_is_not_said_is_asked_for(note, action, reason):
    with pytest.raises(Refused, match="Dites"):
        refuse_unsaid(note, action, reason)
