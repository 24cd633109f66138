"""The desk's own table of who has which form open."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing.models.revision import NAME_LENGTH, OfRecord


class Presence(OfRecord):
    """An account that has the form of a record open."""

    user_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=NAME_LENGTH)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "user_id"], name="present_once"),
        ]

    def __str__(self):
        minutes = int((timezone.now() - self.opened_at).total_seconds() // 60)
        if not minutes:
            return _("%(user)s vient d’ouvrir cette fiche.") % {"user": self.name}
        words = ngettext(
            "%(user)s a ouvert cette fiche il y a %(minutes)s minute.",
            "%(user)s a ouvert cette fiche il y a %(minutes)s minutes.",
            minutes,
        )
        return words % {"user": self.name, "minutes": minutes}
