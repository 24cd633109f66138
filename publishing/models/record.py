"""What every record and every part has in common."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modeltranslation.utils import get_language

from archive.models import KeptFile
from publishing.models.description import Brief, CitedAs
from publishing.models.reference import ReferenceCounter
from publishing.registry import column_of, translated_fields
from publishing.rich.fields import is_rich
from publishing.rich.plain import as_text


class PublishableModel(models.Model):
    """A row with a permanent identity: a record, one of its parts, or a vocabulary row.

    `tree_field` names the link to the row of the same type below which it lies, if there is one.
    `denormalized_fields` are those that statuses, facets and search texts of other records are made of: when one
    changes, these are written anew in the same publication. `copy_fields` are those that say of the copy which
    the register keeps what it is, its name first: only an upload gives a row a copy.
    """

    title_field = "name"
    copy_fields: tuple[str, ...] = ()
    tree_field: str | None = None
    denormalized_fields: tuple[str, ...] = ()

    dates_not_in_future: tuple[str, ...] = ()  # fields of dates that tell of the past: they may not lie ahead

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def errors(self) -> list[str]:
        """What its editor should mend before anybody reviews it, in words (`publishing.review.validation`)."""
        return []

    @classmethod
    def is_translated(cls, field_name: str) -> bool:
        """Whether the field has one column per language."""
        return field_name in translated_fields(cls)

    def text_in(self, field_name: str, language: str) -> str:
        """The text of a field in exactly that language (no fallback), blank when it does not exist there."""
        column = column_of(field_name, language) if self.is_translated(field_name) else field_name
        return getattr(self, column) or ""

    def plain_text_in(self, field_name: str, language: str) -> str:
        """The same as plain words: a rich text without its tags."""
        wording = self.text_in(field_name, language)
        return as_text(wording) if is_rich(type(self), field_name) else wording


class Part(PublishableModel):
    """A row published with the record that owns it, never alone.

    `owner_field` names the foreign key to the record. `immutable_fields` names the
    facts that may not change once published: a change is refused at publication.
    `dossier_key` is the word and the field by which a dossier cites the part within
    its record; without it, the part is cited by the beginning of its key.
    """

    owner_field: str
    immutable_fields: tuple[str, ...] = ()
    dossier_key: tuple[str, str] | None = None

    class Meta(PublishableModel.Meta):
        abstract = True


@dataclass(frozen=True)
class SearchText:
    """What of a record is searched in one language, weightiest first; the words of its files come last."""

    title: str
    summary: str = ""
    body: str = ""
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True)
class Facets:
    """By what a record and its changes can be filtered: keys of vocabulary and slugs of records."""

    pillar: str = ""
    organs: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True)
class CurrentStatusRow:
    """The current status of a record, as a whole (`state_id` none) or for one member state."""

    status_id: uuid.UUID
    step_id: uuid.UUID
    since: str
    state_id: uuid.UUID | None = None


@dataclass(frozen=True)
class StepChange:
    """One ledger step in one language, as the change log tells it.

    `statuses` and `states` are keys, to filter by; the others are words. `previous` is the status that
    it takes the place of, blank when it takes none's.
    """

    text: str
    corrects: uuid.UUID | None = None
    statuses: tuple[str, ...] = field(default=())
    states: tuple[str, ...] = field(default=())
    status: str = ""
    previous: str = ""
    state: str = ""
    day: str = ""


@dataclass(frozen=True)
class FormerKey:
    """What a column of the record once said, and a part says now: dossiers and editions of that time are still read.

    Its value goes to `field` of a new `part`, named as the record calls its parts, beside these other `columns`.
    """

    part: str
    field: str
    columns: dict[str, str]

    def id_for(self, record_id, name: str) -> str:
        """The key of the part: the same wherever the column is read, and in the migration that moved it."""
        return str(uuid.uuid5(uuid.UUID(str(record_id)), name))


class Record(PublishableModel):
    """A record of the register: it has a form, an address or an anchor, editions and a feed.

    Publishing and the change log use a record only through the methods below; a
    record type overrides what its own facts require.
    """

    reference_prefix: str
    former_keys: dict[str, FormerKey] = {}
    list_view: str
    detail_view: str | None = None

    # What every type answers itself, were it by “none” (tests/publishing/test_contract.py asks each).
    own_date_field: str | None  # the date by which it is told, sorted and cited
    calendar_filter: tuple[str, str] | None  # what the dates that go with it are found by: the filter, its own field
    cited_as: CitedAs

    reference = models.CharField(
        _("référence"),
        max_length=24,
        unique=True,
        editable=False,
        help_text=_("Attribuée au premier enregistrement, elle ne change plus jamais."),
    )
    slug = models.SlugField(
        _("adresse"),
        max_length=100,
        unique=True,
        help_text=_("Dernière partie de l’adresse de la page. Les anciennes adresses redirigent vers la nouvelle."),
    )

    class Meta(PublishableModel.Meta):
        abstract = True

    def __str__(self):
        return str(getattr(self, self.title_field) or self.reference)

    def save(self, *args, **kwargs):
        if not self.reference:
            self.reference = ReferenceCounter.objects.allocate(self.reference_prefix, self.year or timezone.now().year)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The page of the record in the active language; for types without pages, its anchor in the list."""
        if self.detail_view:
            return reverse(self.detail_view, args=[self.address])
        return f"{reverse(self.list_view)}?fiche={self.reference}#{self.address}"

    @property
    def address(self) -> str:
        """The last segment of its address: the slug, unless the type is cited by reference."""
        return self.slug

    @classmethod
    def language_marker_fields(cls) -> tuple[str, ...]:
        """The fields by which one knows in which languages a record exists."""
        return (cls.title_field,)

    @property
    def languages(self) -> tuple[str, ...]:
        """The public languages in which the record exists: those that have its title."""
        if not self.is_translated(self.title_field):
            return tuple(settings.PUBLIC_LANGUAGES)
        return tuple(code for code in settings.PUBLIC_LANGUAGES if self.text_in(self.title_field, code))

    @property
    def type_name(self) -> str:
        """What the record is called, in the active language: « sommet », « décision »."""
        return str(self._meta.verbose_name)

    @property
    def own_date(self) -> Any:
        """Its own date, a partial one (`sources.dates`), when it has one."""
        return getattr(self, self.own_date_field) if self.own_date_field else None

    @property
    def year(self) -> int | None:
        """The year in which the record's own date begins, when it has one."""
        return self.own_date.first.year if self.own_date else None

    @property
    def day(self) -> date | None:
        """The day by which the record is sorted among others: the last of its own date, when it has one."""
        return self.own_date.last if self.own_date else None

    def publication_errors(self) -> list[str]:
        """What the record itself lacks to be published, in words; empty when it may be."""
        return []

    def search_text(self, language: str) -> SearchText:
        """What is searched of the record in that language."""
        return SearchText(title=self.text_in(self.title_field, language))

    @property
    def kept_files(self) -> tuple[KeptFile, ...]:
        """The files of the store that the record presents, its parts' included."""
        return ()

    def facets(self) -> Facets:
        """By what the record is found in lists, searches and feeds."""
        return Facets(year=self.year)

    def current_statuses(self) -> list[CurrentStatusRow]:
        """The current statuses read from its ledger; empty for types that have none."""
        return []

    def step_changes(self, language: str) -> dict[uuid.UUID, StepChange]:
        """The steps of its ledger that exist in that language, by key."""
        return {}

    @property
    def current_step(self) -> Any:
        """The step that its current status is read from; none for types without a ledger."""
        return None

    @property
    def status_text(self) -> str:
        """Its current status in words, blank for types that have none."""
        return ""

    @property
    def author(self) -> str:
        """Who is cited as its author; blank for the register itself."""
        return ""

    def brief(self) -> Brief:
        """What it says in a message or on air. Every type answers."""
        raise NotImplementedError

    def structured_data(self) -> dict[str, Any] | None:
        """What it is about: `@type` and properties of schema.org, links as `Mention`; none where it has no word.

        Never said stronger than the record says it: what was not adopted is no legislation. Every type answers.
        """
        raise NotImplementedError


def path_in(record: Record, language: str) -> str:
    """The address of the record's page in that language, without the host."""
    with override(language):
        return record.get_absolute_url()


def active_language() -> str:
    """The language of the register that is active: `en` where a browser asks for `en-GB`."""
    return get_language()
