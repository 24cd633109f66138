"""The pages of the site, from live rows only.

The search knows every page of every live record, editions know when each last changed. A page that exists
in several languages names them all, itself included; `x-default` is the French one.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import ceil
from operator import itemgetter

from django.conf import settings
from django.db.models import Count, F, Func, Max, OuterRef, Subquery, TextField, Value, Window
from django.db.models.functions import DenseRank
from django.urls import reverse
from django.utils.translation import override

from editions.models import Edition, SearchEntry
from readers.default_pages import shown_by_default
from readers.sections import SECTIONS, Section, section_of

PAGE_SIZE = 10_000  # records: far below the 50,000 addresses allowed, whatever the number of languages
SITE_VIEWS = (
    *("home", "summits:report-list", "change-list", "correction-list", "feed-list", "open-data"),
    "institutions:glossary",
)


@dataclass(frozen=True)
class Page:
    """One page in each language it exists in, with the instant at which it last changed."""

    paths: dict[str, str]
    changed: datetime | None

    @property
    def alternates(self) -> dict[str, str]:
        """Its address by language, and the default for readers of none of them; nothing when there is only one."""
        if len(self.paths) < 2:
            return {}
        default = self.paths.get(settings.LANGUAGE_CODE)
        return {**self.paths, **({"x-default": default} if default else {})}


def pages_of_site(changed: datetime | None) -> list[Page]:
    """The pages that tell of everything, which change with each publication, and the prose that is there by default."""
    by_default = (Page(paths_of("page", address), None) for address in shown_by_default())
    return [*(Page(paths_of(view), changed) for view in SITE_VIEWS), *by_default]


def pages_of_section(section: Section, number: int) -> list[Page]:
    """Its records that have a page, by reference, from a given page of the sitemap; its list leads the first."""
    rows = rows_of_section(section, number).values("reference", "language", "path", "changed")
    by_record = groupby(rows, key=itemgetter("reference"))
    pages = [page_of_record(list(group)) for _reference, group in by_record]
    if section.list_view and number == 1:
        pages.insert(0, Page(paths_of(section.list_view), last_edition_of(section)))
    return pages


def rows_of_section(section, number):
    """One row for each record and language."""
    entries = SearchEntry.objects.filter(section.path_condition, record_type__in=section.record_types)
    editions = Edition.objects.filter(record_type=OuterRef("record_type"), record_id=OuterRef("record_id"))
    ranked = entries.exclude(path__contains="#").annotate(
        rank=Window(DenseRank(), order_by="reference"),
        changed=Subquery(editions.order_by("-number").values("published_at")[:1]),
    )
    wanted = ranked.filter(rank__gt=(number - 1) * PAGE_SIZE, rank__lte=number * PAGE_SIZE)
    return wanted.order_by("reference", "language")


def last_edition_of(section):
    """When any record of these types was last published; none if none was."""
    editions = Edition.objects.filter(record_type__in=section.record_types)
    return editions.aggregate(at=Max("published_at"))["at"]


def page_of_record(rows: list[dict]) -> Page:
    return Page({row["language"]: row["path"] for row in rows}, rows[0]["changed"])


def paths_of(view: str, *arguments: str) -> dict[str, str]:
    """The addresses of a page that exists in every language."""
    paths = {}
    for language in settings.PUBLIC_LANGUAGES:
        with override(language):
            paths[language] = reverse(view, args=arguments)
    return paths


def section_sitemaps() -> list[tuple[str, int]]:
    """The sitemaps of the sections that have pages: their words and numbers, from 1."""
    word = Func(F("path"), Value("/"), 3, function="split_part", output_field=TextField())
    with_pages = SearchEntry.objects.exclude(path__contains="#").order_by()
    groups = with_pages.values("record_type", word=word).annotate(number=Count("record_id", distinct=True))
    records: Counter[str] = Counter()
    for group in groups:
        records[section_of(group["record_type"], f"/{group['word']}/").word] += group["number"]  # type: ignore[union-attr]  # each record has a section
    return [
        (section.word, number)
        for section in SECTIONS.values()
        if records[section.word] or section.list_view
        for number in range(1, max(ceil(records[section.word] / PAGE_SIZE), 1) + 1)
    ]
