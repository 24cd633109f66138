"""What a citation of a record says, before any format: which kind of work, by whom, of when, in which edition.

A record is cited as the page of a register, with the number and date of its edition and the permanent address of
that edition. Only what was adopted is cited as legislation: what is expected stays a page about it.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.urls import reverse
from django.utils.translation import gettext as _

from editions.identity import current_identity
from editions.models import Edition
from publishing.models import CitedAs, Record, localized_text
from publishing.registry import column_of
from readers.addresses import absolute
from sources.dates import PartialDate


class Kind(Enum):
    """What is cited (`CitedAs`), as bibliographic software names it: Zotero, BibTeX, RIS, CSL."""

    LEGISLATION = ("statute", "legislation", "STAT", "legislation")
    REPORT = ("report", "techreport", "RPRT", "report")
    PAGE = ("webpage", "misc", "ELEC", "webpage")

    def __init__(self, zotero, bibtex, ris, csl):
        self.zotero, self.bibtex, self.ris, self.csl = zotero, bibtex, ris, csl


@dataclass(frozen=True)
class Work:
    """One edition of a record as it is cited, in one language."""

    kind: Kind
    title: str
    reference: str
    number: int
    published: date
    language: str
    dated: PartialDate | None = None
    author: str = ""
    publisher: str = field(default_factory=lambda: current_identity().name)

    @property
    def url(self) -> str:
        """The permanent address of the edition."""
        return absolute(reverse("permanent-edition", args=[self.reference, self.number]))

    @property
    def key(self) -> str:
        """Its key in a bibliography, which is the name of its files too."""
        return f"{self.reference}-{self.number}"

    @property
    def edition(self) -> str:
        """« édition nᵒ 3 du 4 mars 2026 »."""
        values = {"number": self.number, "day": PartialDate.of(self.published).as_words()}
        return _("édition nᵒ %(number)s du %(day)s") % values

    @property
    def text(self) -> str:
        """The citation in the conventions of the active language."""
        values = {
            "title": self.title.rstrip("."),
            "register": self.publisher,
            "reference": self.reference,
            "edition": self.edition,
            "url": self.url,
        }
        cited = _("« %(title)s », %(register)s, fiche %(reference)s, %(edition)s, %(url)s") % values
        dated = self.when.as_words() if self.kind is not Kind.PAGE else ""
        return ", ".join(filter(None, [self.author, dated, cited]))

    @property
    def when(self) -> PartialDate:
        """The date of the work itself, that of the edition for a page of the register."""
        return self.dated or PartialDate.of(self.published)


def work(record: Record, edition: Edition) -> Work:
    """The record as it now stands, in the active language."""
    kind, is_page = Kind[record.cited_as.name], record.cited_as is CitedAs.PAGE
    title, language = localized_text(record, record.title_field)
    return Work(
        kind,
        title,
        record.reference,
        edition.number,
        edition.published_at.date(),
        language,
        dated=None if is_page else record.own_date,
        author="" if is_page else record.author,
    )


def earlier_work(record: Record, edition: Edition) -> Work:
    """An edition that was replaced since, under the title it had; its facts may have been others."""
    row = edition.snapshot[record._meta.db_table][0]  # type: ignore[index]  # it was not withdrawn
    title, language = localized_text(record, record.title_field)
    column = column_of(record.title_field, language) if record.is_translated(record.title_field) else record.title_field
    title = row.get(column) or title
    return Work(Kind.PAGE, title, record.reference, edition.number, edition.published_at.date(), language)
