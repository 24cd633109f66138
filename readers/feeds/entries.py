"""The entries of a feed, read from the change log in one language.

The current page holds the newest entries; full pages of older ones, numbered from the beginning,
never change places (RFC 5005, 4).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Max, Q

from archive.models import KeptFile
from editions.models import ChangeText
from institutions.models import Document, DocumentFile
from readers import facets
from readers.addresses import absolute
from readers.conditional import BEGINNING
from readers.feeds.channels import Channel

PAGE_SIZE = 50


@dataclass(frozen=True)
class Category:
    """A pillar, organ, state or status that an entry is about; `parameter` is the one that filters by it."""

    parameter: str
    term: str
    label: str


@dataclass(frozen=True)
class Related:
    """The entry that a correction points at."""

    id: str
    title: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One change told in one language, with its permanent identifier."""

    id: str
    title: str
    text: str
    url: str
    published: datetime
    updated: datetime
    categories: tuple[Category, ...]
    corrects: Related | None
    files: tuple[KeptFile, ...] = ()  # of a document, that of the feed's language first


@dataclass(frozen=True)
class Feed:
    """One page of a channel, newest entries first; `archive` is its number, none for the current page.

    `updated` is the last change of any entry of the channel, also of those on other pages.
    """

    channel: Channel
    language: str
    entries: tuple[Entry, ...]
    updated: datetime
    archive: int | None = None
    previous: int | None = None
    next: int | None = None

    def url(self, format: str) -> str:
        """Its whole address in one format."""
        return self.page_url(format, self.archive)

    def page_url(self, format: str, archive: int | None) -> str:
        """The address of the archived page of that number, or of the current page."""
        return self.channel.url(format, **({"archive": archive} if archive else {}))


def read(channel: Channel, language: str, names: dict, archive: int | None = None) -> Feed | None:
    """The current page of a channel, or an archived one; none when there is no full page of that number.

    `names` are those of pillars, organs, states and statuses (`readers.facets`).
    """
    texts_of_channel = ChangeText.objects.filter(channel.entries, language=language)
    facts = texts_of_channel.aggregate(count=Count("pk"), updated=Max("updated_at"))
    full = facts["count"] // PAGE_SIZE
    if archive and archive > full:
        return None
    texts = _page(texts_of_channel, archive)
    files = _files([text.change for text in texts], language)
    updated = facts["updated"] or BEGINNING
    return Feed(
        channel,
        language,
        entries=tuple(_entry(text, names, files) for text in texts),
        updated=updated,
        archive=archive,
        previous=(archive - 1 if archive else full * (facts["count"] > PAGE_SIZE)) or None,
        next=archive + 1 if archive and archive < full else None,
    )


def _page(texts_of_channel, archive):
    """The texts of a page with their changes, newest first."""
    rows = texts_of_channel.select_related("change").annotate(
        corrected=FilteredRelation(
            "change__corrects__texts", condition=Q(change__corrects__texts__language=F("language"))
        ),
        corrected_id=F("corrected__entry_id"),
        corrected_title=F("corrected__title"),
        corrected_path=F("corrected__path"),
    )
    if not archive:
        return list(rows.order_by("-first_at", "-pk")[:PAGE_SIZE])
    first = (archive - 1) * PAGE_SIZE
    return list(rows.order_by("first_at", "pk")[first : first + PAGE_SIZE])[::-1]


def _files(changes, language) -> dict[UUID, tuple[KeptFile, ...]]:
    """The public files of the documents that changes are about, by document; one statement."""
    documents = {change.record_id for change in changes if change.record_type == Document._meta.label_lower}
    if not documents:
        return {}
    found = defaultdict(list)
    for file in DocumentFile.objects.filter(document__in=documents).exclude(name="").order_by("language"):
        found[file.document_id].append(file.kept)
    return {pk: tuple(sorted(files, key=lambda file: file.language != language)) for pk, files in found.items()}


def _entry(text, names, files):
    return Entry(
        id=text.entry_id,
        title=text.title,
        text=text.text,
        url=absolute(text.path),
        published=text.first_at,
        updated=text.updated_at,
        categories=_categories(text.change, names),
        corrects=_corrected(text),
        files=files.get(text.change.record_id, ()),
    )


def _categories(change, names):
    values = {name: facets.values(getattr(change, column)) for name, column in facets.COLUMNS.items()}
    return tuple(
        Category(parameter, term, names[parameter].get(term, term))
        for parameter, terms in values.items()
        for term in terms
    )


def _corrected(text):
    if text.corrected_id is None:
        return None
    return Related(text.corrected_id, text.corrected_title, absolute(text.corrected_path))
