"""How a live record stands: its addresses, its statuses, its files, how far its translations lag."""

from django.db import models

from editions.models.about import AboutRecord, AboutRecordQuerySet


class AddressQuerySet(AboutRecordQuerySet):
    """What answers at an address where no live record does."""

    def find(self, record_type: str, address: str) -> "Address | None":
        """The row of an address, with the address in use today as `current_address`; none: not found (404).

        A view asks for the live record first, then this: `withdrawn_at` set means the notice (410), else
        a redirect (301) to `current_address`.
        """
        same_record = Address.objects.filter(
            record_type=record_type, record_id=models.OuterRef("record_id"), is_current=True
        )
        current = models.Subquery(same_record.values("address"))
        rows = self.filter(record_type=record_type, address=address).annotate(current_address=current)
        return rows.first()  # type: ignore[return-value]  # what a queryset holds, only its model says


class Address(AboutRecord):
    """An address a record has or had: current, former and withdrawn ones of a type share one namespace.

    Withdrawn records keep theirs, with the date and the reason, for the notice (410). The notice names
    the record by its reference, since a title is itself withdrawn text.
    """

    address = models.CharField(max_length=100)
    is_current = models.BooleanField(default=True)
    reference = models.CharField(max_length=24)
    withdrawn_at = models.DateTimeField(null=True)
    reasons = models.JSONField(default=dict, help_text="By language; under no language what is told in a single text.")

    objects = AddressQuerySet.as_manager()  # type: ignore[misc]  # in place of that of its base

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "address"], name="address_once_per_type"),
            models.UniqueConstraint(
                fields=["record_type", "record_id"],
                condition=models.Q(is_current=True),
                name="one_current_address",
            ),
        ]


class CurrentStatus(AboutRecord):
    """The current status of a live record, as a whole or for one state; kept for filtering."""

    state_id = models.UUIDField(null=True)
    status_id = models.UUIDField()
    step_id = models.UUIDField()
    since = models.CharField(max_length=21, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id", "state_id"],
                name="one_status_per_state",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["record_type", "status_id"])]


class TranslationLagQuerySet(AboutRecordQuerySet):
    """How far translations are behind, as pages ask it."""

    def changes(self, record, language: str) -> int:
        """By how many changes of the French the record that readers see is behind in that language; 0: not at all."""
        about = self.about([(record._meta.concrete_model._meta.label_lower, record.pk)])
        return about.filter(language=language).values_list("changes", flat=True).first() or 0


class TranslationLag(AboutRecord):
    """A live record whose translation is behind its French, by that many changes; written at publication."""

    language = models.CharField(max_length=8)
    changes = models.PositiveIntegerField()

    objects = TranslationLagQuerySet.as_manager()  # type: ignore[misc]  # in place of that of its base

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "language"], name="lag_once_per_language"),
        ]


class PublishedFile(AboutRecord):
    """A file that a record presents or has presented: gone (410) once no live row names it any more."""

    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "sha256"], name="file_published_once"),
        ]
        indexes = [models.Index(fields=["sha256"], name="published_file")]
