"""A record that readers see is not deleted at the desk: it is withdrawn first, which leaves a notice."""

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from publishing.refusals import name_of
from publishing.registry import RECORD_TYPES
from publishing.states import live_exists


@receiver(pre_delete)
def refuse_to_delete_live_record(sender, instance, **kwargs):
    """A signal, because querysets and cascades delete without asking the model."""
    if sender._meta.concrete_model in RECORD_TYPES and live_exists(instance):
        message = _("%(record)s est en ligne : retirez d’abord la fiche.") % {"record": name_of(instance)}
        raise ProtectedError(message, {instance})
