"""What exists only in schema `live`: content version, change log, editions, addresses, search entries.

These rows name records by type and key, never by foreign key: they know no record type.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from editions.mark import Mark


class ContentVersionManager(models.Manager):
    """The content version as it stands, or locked by who is about to raise it."""

    def current(self) -> "ContentVersion":
        """The version that readers see now; number 0 before anything was published."""
        return self.first() or ContentVersion(pk=1)

    def lock(self) -> "ContentVersion":
        """Wait for one's turn to publish; must be the first statement of the transaction.

        What the publisher before has committed is then seen by every later statement.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO live.editions_contentversion (id, number) VALUES (1, 0)"
                " ON CONFLICT (id) DO UPDATE SET number = editions_contentversion.number"
            )
        return self.get(pk=1)


class ContentVersion(models.Model):
    """One row: raised by every publication; it queues publishers and validates every cached page.

    `changed_at` is the latest instant given to an entry of the change log: see `publishing.log`.
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)

    objects = ContentVersionManager()

    def raise_to(self, instant) -> None:
        """One more, in the transaction that publishes."""
        self.number += 1
        self.changed_at = instant
        self.save(update_fields=["number", "changed_at"])
        Mark(settings.PUBLICATION_MARK).change()


class AboutRecordQuerySet(models.QuerySet):
    """Rows about records of any types."""

    def about(self, keys: Iterable[tuple[str, uuid.UUID]]):
        """The rows about these records, each given by type and key."""
        ids = defaultdict(list)
        for record_type, record_id in keys:
            ids[record_type].append(record_id)
        wanted = [models.Q(record_type=kind, record_id__in=found) for kind, found in ids.items()]
        return self.filter(reduce(or_, wanted)) if wanted else self.none()


class AboutRecord(models.Model):
    """A row about one record, named by its type (`summits.decision`) and key."""

    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()

    objects = AboutRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def record_key(self) -> tuple[str, uuid.UUID]:
        return self.record_type, self.record_id


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
    record_id = models.UUIDField(null=True)
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

    objects = ChangeQuerySet.as_manager()

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
        return self.filter(record_type=record_type, address=address).annotate(current_address=current).first()


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

    objects = AddressQuerySet.as_manager()

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

    objects = TranslationLagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "language"], name="lag_once_per_language"),
        ]


# Each has an index of its own: the words of one are often those of another. Searches must name the language.
LANGUAGES_SEARCHED = {
    "fr": models.Q(language="fr"),
    "en": models.Q(language="en"),
    "others": ~models.Q(language__in=["en", "fr"]),
}


class FacetCount(models.Model):
    """How many search entries have these facets: what lists count by, and the search adds up.

    `section` is the word of their addresses. Kept by `publishing.facet_counts`.
    """

    language = models.CharField(max_length=8)
    section = models.CharField(max_length=40)
    record_type = models.CharField(max_length=60)
    pillar = models.CharField(max_length=40, blank=True)
    organs = ArrayField(models.CharField(max_length=100), default=list)
    states = ArrayField(models.CharField(max_length=2), default=list)
    statuses = ArrayField(models.CharField(max_length=40), default=list)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "section", "record_type", "pillar", "organs", "states", "statuses", "year"],
                name="facets_counted_once",
                nulls_distinct=False,
            ),
        ]


def listed(name, *columns):
    """An index in the order of a list, after the columns by which it is narrowed."""
    return models.Index(
        F("language"), F("section"), *map(F, columns), F("newest").desc(), F("reference").desc(), name=name
    )


class SearchEntry(AboutRecord):
    """One live record in one language, as the search and lists read it; `head` ranks, `vector` matches.

    Rows are narrow: a migration puts texts and vectors beside the table (docs/decisions/0026-lists-at-scale.md).
    """

    language = models.CharField(max_length=8)
    reference = models.CharField(max_length=24)
    title = models.CharField(max_length=400)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    file_text = models.TextField(blank=True, help_text="Words of its files: in their language, else in any.")
    file_language = models.CharField(max_length=8, blank=True)
    path = models.CharField(max_length=300)
    pillar = models.CharField(max_length=40, blank=True)
    organs = ArrayField(models.CharField(max_length=100), default=list)
    states = ArrayField(models.CharField(max_length=2), default=list)
    statuses = ArrayField(models.CharField(max_length=40), default=list)
    year = models.PositiveSmallIntegerField(null=True)
    dated = models.DateField(null=True)
    section = models.CharField(max_length=40, default="")
    facets = models.ForeignKey(
        FacetCount, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    newest = models.GeneratedField(
        expression=Coalesce("dated", models.Value(date.min)),
        output_field=models.DateField(),
        db_persist=True,
        help_text="What lists are ordered by: `dated`, or the beginning of time.",
    )
    head = SearchVectorField()
    vector = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "language"], name="searched_once_per_language"),
        ]
        indexes = [
            *(
                GinIndex(fields=["vector"], name=f"search_vector_{name}", fastupdate=False, condition=condition)
                for name, condition in LANGUAGES_SEARCHED.items()
            ),
            models.Index(fields=["language", "-newest", "-reference"], name="search_newest"),
            listed("listed"),
            listed("listed_by_pillar", "pillar"),
            listed("listed_by_organ", "organs__0"),
            listed("listed_by_status", "statuses__0"),
            listed("listed_by_year", "year"),
            models.Index(fields=["reference"], name="search_reference"),
        ]


class PublishedFile(AboutRecord):
    """A file that a record presents or has presented: gone (410) once no live row names it any more."""

    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "sha256"], name="file_published_once"),
        ]
        indexes = [models.Index(fields=["sha256"], name="published_file")]


class SearchWord(models.Model):
    """A word of live records in one language, `plain` without its accents: what a misspelt search may have meant."""

    language = models.CharField(max_length=8)
    word = models.CharField(max_length=60)
    plain = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]
        indexes = [GinIndex(fields=["plain"], opclasses=["gin_trgm_ops"], name="search_word_alike")]
