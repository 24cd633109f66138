"""What a citation of a record says, before any format: which kind of work, by whom, of when, in which edition.

A record is cited as the page of a register, with the number and date of its edition and the permanent address of
that edition. Only what was adopted is cited as legislation: what is expected stays a page about it.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.urls import reverse
from django.utils.translation import gettext as _

from aes_site.addresses import absolute
from editions.models import Edition
from institutions.models.stages import TextStage
from publishing.models import Record
from publishing.registry import column_of
from publishing.templatetags.records import wording_of
from sources.dates import PartialDate

ADOPTED_TEXTS = {"adopted", "signed", "published", "in_use"}
LEGISLATION = {"charter", "treaty", "protocol", "decision", "agreement", "rules", "statutes", "national_act"}


class Kind(Enum):
    """What is cited, as bibliographic software names it: Zotero, BibTeX, RIS, CSL."""

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
    publisher: str = field(default_factory=lambda: _("Le Registre AES"))

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
        values = {"number": self.number, "day": PartialDate.of(self.published).wording()}
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
        told = _("« %(title)s », %(register)s, fiche %(reference)s, %(edition)s, %(url)s") % values
        dated = self.when.wording() if self.kind is not Kind.PAGE else ""
        return ", ".join(filter(None, [self.author, dated, told]))

    @property
    def when(self) -> PartialDate:
        """The date of the work itself, that of the edition for a page of the register."""
        return self.dated or PartialDate.of(self.published)


def work(record: Record, edition: Edition) -> Work:
    """The record as it now stands, in the active language."""
    kind = kind_of(record)
    title, language = wording_of(record, record.title_field)
    return Work(
        kind,
        title,
        record.reference,
        edition.number,
        edition.published_at.date(),
        language,
        dated=None if kind is Kind.PAGE else getattr(record, "decided", None) or getattr(record, "dated", None),
        author="" if kind is Kind.PAGE else author_of(record),
    )


def earlier_work(record: Record, edition: Edition) -> Work:
    """An edition that was replaced since, under the title it had; its facts may have been others."""
    row = edition.snapshot[record._meta.db_table][0]
    title, language = wording_of(record, record.title_field)
    column = column_of(record.title_field, language) if record.is_translated(record.title_field) else record.title_field
    title = row.get(column) or title
    return Work(Kind.PAGE, title, record.reference, edition.number, edition.published_at.date(), language)


def kind_of(record: Record) -> Kind:
    """Legislation or report only where the record says that it was adopted or published."""
    label = record._meta.concrete_model._meta.label_lower
    if label == "summits.decision":
        return Kind.LEGISLATION if was_taken(record) else Kind.PAGE
    if label == "institutions.document" and record.text_state in ADOPTED_TEXTS:
        return Kind.LEGISLATION if record.kind in LEGISLATION else Kind.REPORT
    return Kind.PAGE


def was_taken(decision) -> bool:
    """Whether a decision has its own date and its text stands as decided."""
    return bool(decision.decided and decision.headline.text.stage >= TextStage.DECIDED)


def author_of(record: Record) -> str:
    """The organ that decided; blank where the record names none."""
    if organ := getattr(record, "organ", None):
        return wording_of(organ, "name")[0]
    return wording_of(record, "body_as_stated")[0] if hasattr(record, "body_as_stated") else ""
