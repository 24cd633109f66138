"""What was published when: editions of records, and the change log that feeds tell."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.models.about import AboutRecord, AboutRecordQuerySet


class Edition(AboutRecord):
    """A record as published once: the canonical JSON of its row, parts and links; null when withdrawn."""

    number = models.PositiveIntegerField()
    version = models.PositiveBigIntegerField()
    published_at = models.DateTimeField()
    snapshot = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "number"], name="edition_number_once"),
        ]


class ChangeQuerySet(AboutRecordQuerySet):
    """Which changes are told where."""

    def of_site(self):
        """The feed of everything: a loaded dossier counts once."""
        return self.filter(is_signalled=True)


class Change(AboutRecord):
    """One line of the public change log.

    `record_type` is blank for a change of the whole site (the load of a dossier).
    """

    class Action(models.TextChoices):
        PUBLISHED = "published", _("publié")
        STEP = "step", _("nouvelle étape")
        CORRECTION = "correction", _("rectification")
        SIGNALLED = "signalled", _("signalé")
        LOADED = "loaded", _("chargement")
        WITHDRAWN = "withdrawn", _("retiré")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record_type = models.CharField(max_length=60, blank=True)
    record_id = models.UUIDField(null=True)  # type: ignore[assignment]  # a load is about no record
    action = models.CharField(max_length=12, choices=Action)
    step_id = models.UUIDField(null=True)
    corrects = models.ForeignKey("self", models.SET_NULL, null=True, related_name="corrections")
    version = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    is_signalled = models.BooleanField(
        default=True,
        help_text="Whether the feed of the whole site has it; those of its record, type and facets always do.",
    )
    pillar = models.CharField(max_length=40, blank=True)
    organs = ArrayField(models.CharField(max_length=100), default=list)
    states = ArrayField(models.CharField(max_length=2), default=list)
    statuses = ArrayField(models.CharField(max_length=40), default=list)

    objects = ChangeQuerySet.as_manager()  # type: ignore[misc]  # in place of that of its base

    class Meta:
        ordering = ["-at", "-version", "id"]
        indexes = [
            models.Index(fields=["-at"]),
            models.Index(fields=["record_type", "record_id", "-at"]),
            GinIndex(fields=["organs"], name="change_organs"),
            GinIndex(fields=["states"], name="change_states"),
            GinIndex(fields=["statuses"], name="change_statuses"),
        ]


class ChangeText(models.Model):
    """A change told in one language: a feed entry with its permanent identifier."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    entry_id = models.CharField(max_length=120, unique=True, help_text="A tag URI, minted once.")
    title = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    first_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "language"], name="change_told_once_per_language")]
        indexes = [models.Index(fields=["language", "-first_at"])]
