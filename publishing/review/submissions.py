"""Submitting records to somebody else's eyes, deciding about them, and doing what was agreed.

What is submitted is frozen: what a reviewer reads is what appears, whatever is saved in the meantime. Each
function is one transaction that first takes its turn to publish (the row of the content version), then the
row of the submission; it does what it says or raises `Refused`. The database has the last word on who may
agree to what (migration `review_rules`).
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Min, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from editions.models import ContentVersion
from publishing.errors import Refused
from publishing.history.revisions import authors_since_publication, keep_snapshots
from publishing.live.changeset import Changeset
from publishing.live.locks import lock_publishing
from publishing.live.publish import Approval, publish_frozen, withdraw, withdraw_frozen
from publishing.models import NAME_LENGTH, Submission, SubmissionAuthor, SubmissionItem
from publishing.review.notifications import announce
from publishing.review.rules import (
    hour,
    refuse_idle,
    refuse_outdated,
    refuse_own,
    refuse_reviewer,
    refuse_submitted,
    refuse_unsaid,
)
from publishing.review.validation import refuse_errors
from publishing.snapshots import DESK, Key, Snapshot, Snapshots, ids_by_type, ids_of, read_snapshots
from publishing.withdrawal_reasons import Reason

Action, State = Submission.Action, Submission.State

AFTER_REVIEW = {State.APPROVED, State.SCHEDULED, State.FAILED}


def submit(
    records: Iterable[Model],
    *,
    by: AbstractBaseUser,
    note: str,
    title: str = "",
    action: str = Action.PUBLISH,
    reason: Mapping[str, str] | str = "",
    signal: Mapping[str, str] | None = None,
    reviewer: AbstractBaseUser | None = None,
    due_at: datetime | None = None,
    zone: str = "",
) -> Submission:
    """Freeze these records as they stand on the desk and ask for them to be published (or withdrawn) together.

    `note` says what changed and why. Refused at once is whatever publication itself would refuse, so that
    nobody reviews what cannot appear; `Refused.required_records` are then what should be submitted along.
    """
    records = list(records)
    with transaction.atomic():
        lock_publishing()
        refuse_unsaid(note, action, reason)
        changeset = changeset_of(records, action)
        refuse_idle(changeset, action)
        refuse_submitted(records)
        if action == Action.PUBLISH:
            refuse_errors(records)
        words = {"title": title, "note": note.strip(), "reason": reason, "signal": signal or {}}
        submission = Submission(action=action, **words, **hour(due_at, zone))
        dry_run(submission, changeset)
        keep(submission, changeset, by)
        if reviewer:
            return assign(submission, reviewer=reviewer)
        announce(submission)
        return submission


def changeset_of(records: Iterable[Model], action: str) -> Changeset:
    """What doing that with the records, as the desk has them now, would change."""
    if action == Action.WITHDRAW:
        return Changeset.of_withdrawal(ids_by_type(records))
    return Changeset.of_desk(records)


def keep(submission: Submission, changeset: Changeset, by: AbstractBaseUser) -> None:
    """Write the submission with its items, who asks for it, and who wrote them."""
    submission.submitted_by_id, submission.submitted_by = named_account(by)  # type: ignore[assignment]  # somebody submits
    submission.sha256 = fingerprint(changeset.moved)
    submission.save()
    SubmissionItem.objects.bulk_create(
        SubmissionItem(submission=submission, base_sha256=fingerprint_before(changeset, key), **frozen_fields(shot))
        for key, shot in changeset.moved.items()
    )
    if changeset.changed:
        keep_snapshots(changeset.changed)
    authors = authors_since_publication(changeset.before, changeset.changed)
    SubmissionAuthor.objects.bulk_create(
        SubmissionAuthor(submission=submission, user_id=user_id, name=name) for user_id, name in authors.items()
    )


def frozen_fields(shot: Snapshot) -> dict:
    """A snapshot as an item keeps it."""
    return {"record_type": shot.record_type.label, "record_id": shot.id, "snapshot": shot.text, "sha256": shot.sha256}


def fingerprint_before(changeset: Changeset, key: Key) -> str:
    """The fingerprint of what readers see of a record; blank if they see nothing."""
    return changeset.before[key].sha256 if key in changeset.before else ""


def approve(
    submission: Submission,
    *,
    by: AbstractBaseUser,
    comment: str = "",
    due_at: datetime | None = None,
    zone: str = "",
) -> Submission:
    """Agree to it. With an hour, of the reviewer's or else of the submitter's, it is scheduled for then.

    Without one, or when the hour has passed, it waits for `execute()`.
    """
    with transaction.atomic():
        mine = lock_submission(submission, {State.OPEN})
        refuse_own(mine, by)
        refuse_outdated(mine, frozen_changeset(mine))
        if due_at:
            mine.due_at, mine.zone = hour(due_at, zone).values()
        is_ahead = mine.due_at and mine.due_at > timezone.now()
        decide(mine, State.SCHEDULED if is_ahead else State.APPROVED, by, comment)
        return mine


def assign(submission: Submission, *, reviewer: AbstractBaseUser | None) -> Submission:
    """Give it to somebody to review, or back to all reviewers; raises Refused for who may not approve it."""
    with transaction.atomic():
        mine = lock_submission(submission, {State.OPEN})
        if reviewer:
            refuse_reviewer(mine, reviewer)
        mine.reviewer_id, mine.reviewer = named_account(reviewer)
        mine.save(update_fields=["reviewer_id", "reviewer"])
        if reviewer:
            announce(mine)
        return mine


def refuse(submission: Submission, *, by: AbstractBaseUser, comment: str) -> Submission:
    """Turn it down, and say why."""
    return turn_down(submission, State.REFUSED, by, comment)


def send_back(submission: Submission, *, by: AbstractBaseUser, comment: str) -> Submission:
    """Ask its editor for something else first, and say what."""
    return turn_down(submission, State.SENT_BACK, by, comment)


def turn_down(submission, state, by, comment):
    if not comment.strip():
        raise Refused([_("Dites pourquoi : la personne qui a soumis le lira.")])
    with transaction.atomic():
        mine = lock_submission(submission, {State.OPEN})
        decide(mine, state, by, comment.strip())
        return mine


def cancel(submission: Submission, *, by: AbstractBaseUser, comment: str = "") -> Submission:
    """Take back what has not happened yet: a submission, an approval, a schedule. What was decided stays said."""
    with transaction.atomic():
        mine = lock_submission(submission, set(Submission.PENDING))
        mine.state, mine.cancellation = State.CANCELLED, comment.strip()
        mine.cancelled_by_id, mine.cancelled_by = named_account(by)
        mine.cancelled_at = timezone.now()
        mine.save()
        note_next_due()
        return mine


def reschedule(submission: Submission, *, due_at: datetime, zone: str) -> Submission:
    """Give what is agreed another hour; what failed gets another chance then."""
    with transaction.atomic():
        mine = lock_submission(submission, AFTER_REVIEW)
        refuse_outdated(mine, frozen_changeset(mine))
        mine.due_at, mine.zone = hour(due_at, zone).values()
        mine.state, mine.failure = State.SCHEDULED, ""
        mine.save()
        note_next_due()
        return mine


def execute(submission: Submission, *, by: AbstractBaseUser | None = None) -> Submission:
    """Do what was agreed, now: all of it, exactly as it was frozen, or nothing."""
    with transaction.atomic():
        mine = lock_submission(submission, AFTER_REVIEW)
        changeset = frozen_changeset(mine)
        refuse_outdated(mine, changeset)
        version = publish_or_withdraw(mine, changeset, approval_of(mine, by))
        mine.state, mine.version, mine.failure = State.PUBLISHED, version, ""
        mine.carried_out_at = timezone.now()
        mine.save()
        note_next_due()
        return mine


# What is agreed


def frozen_changeset(submission: Submission) -> Changeset:
    """What carrying it out now would change; whoever asks has the turn to publish. One statement per type and one."""
    if submission.action == Action.WITHDRAW:
        return Changeset.of_withdrawal(ids_of(item.key for item in submission.items.all()))
    return Changeset.of_snapshots({item.key: item.as_snapshot for item in submission.items.all()})


def publish_or_withdraw(submission: Submission, changeset: Changeset, approval: Approval | None = None) -> int:
    """Publish these snapshots, or withdraw these records, as the submission says; returns the content version.

    Without an approval it is a dry run, to be rolled back.
    """
    if submission.action == Action.WITHDRAW:
        return withdraw_frozen(changeset, reason=submission.reason, approval=approval)
    return publish_frozen(changeset, note=submission.note, signal=submission.signal, approval=approval)


def approval_of(submission: Submission, by: AbstractBaseUser | None) -> Approval:
    """Who carries it out: somebody now, or at its hour whoever approved it."""
    if by is None:
        return Approval(submission.decided_by_id, submission.decided_by, submission.pk)
    return Approval(*named_account(by), submission.pk)


def withdraw_at_once(records: Iterable[Model], *, by: AbstractBaseUser, reason: Reason) -> int:
    """Take records back without anybody else's agreement, since some things cannot wait; the account says who did."""
    return withdraw(records, reason=reason, approval=Approval(*named_account(by)))


def dry_run(submission: Submission, changeset: Changeset) -> None:
    """Do it and take it back; raises Refused if it could not be done."""
    with transaction.atomic():
        publish_or_withdraw(submission, changeset)
        transaction.set_rollback(True)


def changed_since(submission: Submission) -> list[SubmissionItem]:
    """Its items whose record says something else on the desk by now; what appears is what was submitted."""
    return changed_items(submission.items.all())


def changed_items(items: Iterable[SubmissionItem]) -> list[SubmissionItem]:
    """The same of the items of any submissions, in one statement per type."""
    items = list(items)
    desk = read_snapshots(ids_of(item.key for item in items), DESK)
    return [item for item in items if item.key not in desk or desk[item.key].sha256 != item.sha256]


def fingerprint(items: Snapshots) -> str:
    """One for all items, in an order of their own."""
    lines = sorted(f"{label} {pk} {shot.sha256}" for (label, pk), shot in items.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


# The steps of a decision


def lock_submission(submission: Submission, states: set) -> Submission:
    """One's turn, then the submission as it stands now; raises Refused if somebody was faster."""
    lock_publishing()
    mine = Submission.objects.select_for_update().get(pk=submission.pk)
    if mine.state not in states:
        values = {"state": mine.get_state_display()}
        raise Refused([_("Cette soumission n’attend plus cela : elle est « %(state)s ».") % values])
    return mine


def decide(submission: Submission, state: str, by: AbstractBaseUser, comment: str) -> None:
    submission.state, submission.comment = state, comment
    submission.decided_by_id, submission.decided_by = named_account(by)
    submission.decided_at = timezone.now()
    submission.save()
    announce(submission)
    note_next_due()


def named_account(user: AbstractBaseUser | None) -> tuple[int | None, str]:
    """An account as rows name it, which outlive it: by number and as it is called."""
    return (user.pk, user.get_username()[:NAME_LENGTH]) if user else (None, "")


def note_next_due() -> None:
    """Tell whoever keeps pages until when they hold."""
    scheduled = Submission.objects.filter(state=State.SCHEDULED)
    ContentVersion.objects.update(next_due_at=scheduled.aggregate(first=Min("due_at"))["first"])
