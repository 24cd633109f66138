"""Who is told by mail about a submission: those who are to decide, then whoever asked."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publishing.models import Submission

State = Submission.State

BACKEND = "django.contrib.auth.backends.ModelBackend"

SUBJECTS: dict[str, Promise] = {
    State.OPEN: _("À relire"),
    State.APPROVED: _("Approuvée"),
    State.SCHEDULED: _("Approuvée et programmée"),
    State.PUBLISHED: _("Approuvée et exécutée"),
    State.REFUSED: _("Refusée"),
    State.SENT_BACK: _("Renvoyée"),
    State.FAILED: _("Échec à l’heure dite"),
}


def announce(submission: Submission) -> None:
    """Tell those concerned, once what happened to the submission is certain; nothing that fails here undoes it."""
    number = submission.pk
    transaction.on_commit(lambda: tell(number), robust=True)


def tell(pk: int) -> None:
    """Write about the submission as it stands now."""
    from accounts.mail import send  # there are accounts where there is a desk

    submission = Submission.objects.get(pk=pk)
    if submission.state in SUBJECTS:
        context = {
            "submission": submission,
            "subject": SUBJECTS[submission.state],
            "path": reverse("admin:publishing_submission_change", args=[pk]),
        }
        send(recipients(submission), "mail/submission.txt", **context)


def recipients(submission: Submission) -> list:
    """Accounts that are to know of the state of a submission."""
    if submission.state == State.OPEN:
        return reviewers(submission)
    concerned = people(submission.submitted_by_id)
    if submission.state == State.FAILED:
        return [*people(submission.submitted_by_id, submission.decided_by_id), *publishers(submission)]
    if submission.state == State.APPROVED:
        return [*concerned, *publishers(submission)]
    return concerned


def people(*ids) -> list:
    """Open accounts by their numbers."""
    return list(known(get_user_model().objects.filter(pk__in=ids, is_active=True)))


def reviewers(submission: Submission) -> list:
    """The one who is asked, else all who may decide about it."""
    if submission.reviewer_id:
        return people(submission.reviewer_id)
    authors = submission.authors.values("user_id")
    return list(able("publishing.review_submissions").exclude(pk=submission.submitted_by_id).exclude(pk__in=authors))


def publishers(submission: Submission) -> list:
    """Those who may choose its hour and have neither asked for it nor decided."""
    told = [pk for pk in (submission.submitted_by_id, submission.decided_by_id) if pk]
    return list(able("publishing.publish_records").exclude(pk__in=told))


def able(permission: str) -> QuerySet:
    """The open accounts that were given a permission; superusers, who have them all, are not told of everything."""
    users = get_user_model().objects.with_perm(permission, include_superusers=False, backend=BACKEND)
    return known(users)


def known(users: QuerySet) -> QuerySet:
    return users.select_related("preference").order_by("username")
