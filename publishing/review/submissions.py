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
from publishing.live.locks import lock_publishing
from publishing.live.publish import Approval, publish_frozen, withdraw
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
from publishing.snapshots import DESK, LIVE, Snapshots, ids_by_type, ids_of, read_snapshots, records_on_desk
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
    nobody reviews what cannot appear; `Refused.missing` then lists what should be submitted along.
    """
    records = list(records)
    submitter_id, submitter = named_account(by)
    with transaction.atomic():
        lock_publishing()
        refuse_unsaid(note, action, reason)
        live, desk = read_snapshots(ids_by_type(records), LIVE), read_snapshots(ids_by_type(records), DESK)
        items = news_of(desk, live) if action == Action.PUBLISH else live
        refuse_idle(items, action)
        refuse_submitted(records)
        if action == Action.PUBLISH:
            refuse_errors(records)
        submission = Submission(
            action=action,
            title=title,
            note=note.strip(),
            reason=reason,
            signal=signal or {},
            sha256=fingerprint(items),
            submitted_by_id=submitter_id,
            submitted_by=submitter,
            **hour(due_at, zone),
        )
        dry_run(submission, items)
        keep(submission, items, live)
        if reviewer:
            return assign(submission, reviewer=reviewer)
        announce(submission)
        return submission


def keep(submission: Submission, items: Snapshots, live: Snapshots) -> None:
    """Write the submission with its items, and who wrote them."""
    submission.save()
    SubmissionItem.objects.bulk_create(
        SubmissionItem(
            submission=submission,
            record_type=label,
            record_id=pk,
            snapshot=shot.text,
            sha256=shot.sha256,
            base_sha256=live[label, pk].sha256 if (label, pk) in live else "",
        )
        for (label, pk), shot in items.items()
    )
    authors = {}
    if submission.action == Action.PUBLISH:
        keep_snapshots(items)
        authors = authors_since_publication(live, items)
    SubmissionAuthor.objects.bulk_create(
        SubmissionAuthor(submission=submission, user_id=user_id, name=name) for user_id, name in authors.items()
    )


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
        refuse_outdated(mine)
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
        refuse_outdated(mine)
        mine.due_at, mine.zone = hour(due_at, zone).values()
        mine.state, mine.failure = State.SCHEDULED, ""
        mine.save()
        note_next_due()
        return mine


def execute(submission: Submission, *, by: AbstractBaseUser | None = None) -> Submission:
    """Do what was agreed, now: all of it, exactly as it was frozen, or nothing."""
    with transaction.atomic():
        mine = lock_submission(submission, AFTER_REVIEW)
        refuse_outdated(mine)
        version = publish_or_withdraw(mine, frozen(mine), approval_of(mine, by))
        mine.state, mine.version, mine.failure = State.PUBLISHED, version, ""
        mine.carried_out_at = timezone.now()
        mine.save()
        note_next_due()
        return mine


# What is agreed


def frozen(submission: Submission) -> Snapshots:
    """Its records as they were submitted."""
    return {item.key: item.taken for item in submission.items.all()}


def publish_or_withdraw(submission: Submission, items: Snapshots, agreed: Approval | None = None) -> int:
    """Publish these snapshots, or withdraw these records, as the submission says; returns the content version.

    Without an agreement it is a rehearsal, to be rolled back.
    """
    if submission.action == Action.WITHDRAW:
        return withdraw(list(records_on_desk(ids_of(items)).values()), reason=submission.reason, agreed=agreed)
    return publish_frozen(items, note=submission.note, signal=submission.signal, agreed=agreed)


def approval_of(submission: Submission, by: AbstractBaseUser | None) -> Approval:
    """Who carries it out: somebody now, or at its hour whoever approved it."""
    if by is None:
        return Approval(submission.decided_by_id, submission.decided_by, submission.pk)
    return Approval(*named_account(by), submission.pk)


def withdraw_at_once(records: Iterable[Model], *, by: AbstractBaseUser, reason: Reason) -> int:
    """Take records back without anybody else's agreement, since some things cannot wait; the account says who did."""
    return withdraw(records, reason=reason, agreed=Approval(*named_account(by)))


def dry_run(submission: Submission, items: Snapshots) -> None:
    """Do it and take it back; raises Refused if it could not be done."""
    with transaction.atomic():
        publish_or_withdraw(submission, items)
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


def news_of(desk: Snapshots, live: Snapshots) -> Snapshots:
    return {key: shot for key, shot in desk.items() if key not in live or live[key].text != shot.text}


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
