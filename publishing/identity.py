"""Saying what the register is called: it holds at once, since no record says it and nothing of it is a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from editions.identity import Identity
from editions.models import ContentVersion
from publishing.live.change_log import ChangeLog
from publishing.live.connection import live_path
from publishing.live.locks import lock_publishing
from publishing.live.publish import write_audit_entry
from publishing.models import Publication


def identify(identity: Identity) -> int:
    """Call the register so from now on; every kept page is then out of date. Returns the content version.

    What is so called already is left alone. Raises Refused while somebody else publishes.
    """
    with transaction.atomic():
        version = lock_publishing()
        if (version.identity or {}) != identity.entered:
            with live_path():
                ContentVersion.objects.filter(pk=version.pk).update(identity=identity.entered)
                version.raise_to(ChangeLog(version).write() if version.changed_at else None)
            write_audit_entry(Publication.Action.PUBLISHED, version, 0, _("présentation du registre"))
        return version.number
