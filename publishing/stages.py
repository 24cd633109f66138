"""Where records stand on their way to readers: what awaits a decision, an hour, or somebody's help.

Beside `publishing.states`, which says what readers see: a record may be live and have changes that are
submitted. Neither is stored with the record; a deleted one is in `publishing.revisions.deleted()`.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from publishing.registry import record_type_of
from publishing.review import Submission, SubmissionItem


class Stage(TextChoices):
    """The states of a submission that still may lead to something, as said of a record in it."""

    SUBMITTED = Submission.State.OPEN.value, _("soumise")
    APPROVED = Submission.State.APPROVED.value, _("approuvée")
    SCHEDULED = Submission.State.SCHEDULED.value, _("programmée")
    FAILED = Submission.State.FAILED.value, _("échouée")


def stages(model: type[Model], ids: Iterable[UUID] | None = None) -> dict[UUID, tuple[Stage, int]]:
    """The stage of each record that is in a pending submission, with the number of that submission; one statement."""
    items = pending(model)
    if ids is not None:
        items = items.filter(record_id__in=list(ids))
    rows = items.values_list("record_id", "submission__state", "submission_id")
    return {record_id: (Stage(state), number) for record_id, state, number in rows}


def in_stage(queryset: QuerySet, stage: Stage) -> QuerySet:
    """The records of a queryset that are at that stage."""
    items = pending(queryset.model).filter(submission__state=stage)
    return queryset.filter(pk__in=items.values("record_id"))


def pending(model) -> QuerySet[SubmissionItem]:
    return SubmissionItem.objects.filter(is_pending=True, record_type=record_type_of(model).label).order_by()
