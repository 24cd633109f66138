"""The home of the desk: what needs whoever opens it."""

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max, Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desk.forms.addresses import form_address
from desk.home.health_board import board
from desk.review.decisions import takes_part
from desk.review.submission_admin import inboxes
from desk.review.submit_views import REVIEW
from desk.review.wording import worded_hour, worded_state
from publishing.errors import name_of
from publishing.models import Revision, Submission
from publishing.review.submissions import changed_items
from publishing.review.workflow_state import PublicationStatus, publication_status
from publishing.snapshots import ids_of

NEXT, LATEST = 5, 30
BOXES = {
    "relire": _("À relire par moi"),
    "confiees": _("Confiées à moi"),
    "miennes": _("Mes soumissions en cours"),
    "retard": _("En retard"),
    "echec": _("Échouées"),
}
UNFINISHED = {PublicationStatus.DRAFT, PublicationStatus.CHANGED}


def home_of(user: AbstractBaseUser, models: Collection[type[Model]]) -> dict:
    """What the first page shows of the work: inbox, next hours, own drafts, health of the types that the user views."""
    sees_submissions = takes_part(user)
    return {
        "boxes": boxes(user) if sees_submissions else [],
        "next_due": next_due() if sees_submissions else [],
        "outdated": outdated(user) if sees_submissions else [],
        "drafts": drafts(user),
        "health": [line for line in board(models) if line.count],
    }


def boxes(user) -> list[tuple[str, str, int]]:
    """The inbox: word, address and number of what waits in each of its boxes that is not empty."""
    address = reverse("admin:publishing_submission_changelist")
    counts = {name: rows.count() for name, rows in inboxes(user).items() if name in BOXES}
    if not user.has_perm(REVIEW):
        counts.pop("relire", None)
    return [(str(BOXES[name]), f"{address}?boite={name}", count) for name, count in counts.items() if count]


def next_due() -> list[tuple[str, str, str]]:
    """What appears next by itself: the submission, its address and its hour."""
    rows = Submission.objects.filter(state=Submission.State.SCHEDULED).order_by("due_at")[:NEXT]
    return [(str(row), address_of(row), worded_hour(row)) for row in rows]


def address_of(submission) -> str:
    return reverse("admin:publishing_submission_change", args=[submission.pk])


def outdated(user) -> list[tuple[str, str]]:
    """One's submissions of which a record was changed at the desk since: what appears is what was submitted."""
    pending = Submission.objects.of(user).pending().prefetch_related("items")[:LATEST]
    changed = {item.submission_id for item in changed_items(item for row in pending for item in row.items.all())}
    return [(str(row), address_of(row)) for row in pending if row.pk in changed]


def drafts(user) -> list[tuple[str, str, str]]:
    """The records one wrote last that readers do not see as they are, and nobody has been asked to look at."""
    mine = Revision.objects.filter(by_id=user.pk).order_by().values("record_type", "record_id")
    latest = mine.annotate(at=Max("at")).order_by("-at")[:LATEST]
    keys = [(row["record_type"], row["record_id"]) for row in latest]
    records = {}
    for kind, ids in ids_of(keys).items():
        found = {pk: where for pk, where in publication_status(kind.model, ids).items() if where.state in UNFINISHED}
        for record in kind.model._base_manager.filter(pk__in=found):
            records[kind.label, record.pk] = record, found[record.pk]
    shown = [records[key] for key in keys if key in records]
    return [(name_of(record), form_address([record]), worded_state(where)) for record, where in shown]
