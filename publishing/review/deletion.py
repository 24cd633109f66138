"""What happens to a record before it is deleted at the desk.

One that readers see is withdrawn first, which leaves a notice; one that awaits review stays until that is
over. Of any other the history keeps a last revision, from which it can come back.
"""

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from publishing.errors import name_of
from publishing.history.revisions import keep_revision
from publishing.models import Revision, SubmissionItem
from publishing.registry import RECORD_TYPES, record_type_of
from publishing.review.workflow_state import live_exists


@receiver(pre_delete)
def guard_deletion(sender, instance, **kwargs):
    """A signal, because querysets and cascades delete without asking the model."""
    if sender._meta.concrete_model not in RECORD_TYPES:
        return
    name = {"record": name_of(instance)}
    if live_exists(instance):
        raise ProtectedError(_("%(record)s est en ligne : retirez d’abord la fiche.") % name, {instance})
    if is_submitted(instance):
        message = _("%(record)s est soumise à relecture : annulez d’abord la soumission.") % name
        raise ProtectedError(message, {instance})
    keep_revision(instance, action=Revision.Action.DELETED)


def is_submitted(record) -> bool:
    """Whether somebody is to decide about the record."""
    label = record_type_of(record).label
    return SubmissionItem.objects.filter(record_type=label, record_id=record.pk, is_pending=True).exists()
