"""The desk's own tables of history: who wrote what.

Their rows name records by type and key, and accounts by number and name: they outlive both.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.registry import record_type_of
from publishing.snapshots import Key, Snapshot

NAME_LENGTH = 150


class OfRecord(models.Model):
    """A row that holds or names one record, in a state of its own."""

    record_type = models.CharField(max_length=60, editable=False)
    record_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True

    @property
    def key(self) -> Key:
        return self.record_type, self.record_id

    @property
    def record(self):
        """The record as it stands on the desk; none if it is no longer there."""
        return record_type_of(self.record_type).model._base_manager.filter(pk=self.record_id).first()


class Frozen(OfRecord):
    """A record as it stood: the text of its snapshot, which its fingerprint proves."""

    snapshot = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta(OfRecord.Meta):
        abstract = True

    @property
    def as_snapshot(self) -> Snapshot:
        return Snapshot(record_type_of(self.record_type), self.record_id, self.snapshot)


class Revision(Frozen):
    """A record as somebody left it: every save makes one, none is ever changed or removed.

    `confirmed` says of the language in `note` that the translation is right for this French; `late` that it
    was made for an earlier one (publishing/history/translation_status.py).
    """

    class Action(models.TextChoices):
        SAVED = "saved", _("enregistrement")
        LOADED = "loaded", _("chargement")
        RESTORED = "restored", _("rétablissement")
        DELETED = "deleted", _("suppression")
        CONFIRMED = "confirmed", _("traduction toujours juste")
        LATE = "late", _("traduction d’un français antérieur")

    number = models.PositiveIntegerField(_("numéro"))
    action = models.CharField(_("opération"), max_length=10, choices=Action, default=Action.SAVED)
    at = models.DateTimeField(_("date"))
    by_id = models.PositiveBigIntegerField(null=True)
    by = models.CharField(_("par"), max_length=NAME_LENGTH, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["record_type", "record_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "number"], name="revision_number_once"),
        ]
        permissions = [
            ("export_records", _("Peut exporter des fiches et des traductions")),
            ("import_records", _("Peut importer des fiches et des traductions")),
        ]

    def __str__(self):
        return f"{self.record_type} {self.record_id} {self.number}"


class NamedVersion(models.Model):
    """What editors call a revision, to find it again: « avant le sommet de décembre »."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="names")
    label = models.CharField(_("nom"), max_length=120)
    at = models.DateTimeField(_("date"), default=timezone.now)
    by_id = models.PositiveBigIntegerField(null=True)
    by = models.CharField(_("par"), max_length=NAME_LENGTH, blank=True)

    class Meta:
        verbose_name = _("nom de version")
        verbose_name_plural = _("noms de versions")
        constraints = [models.UniqueConstraint(fields=["revision", "label"], name="revision_named_once")]

    def __str__(self):
        return self.label
