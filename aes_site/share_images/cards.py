"""What is written on the image of a record, and on that of every other page."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from institutions.headlines.clauses import plain
from institutions.headlines.wording import shape, word
from institutions.models.ledger import Followed
from publishing.models import Record, active_language
from publishing.templatetags.records import wording_of
from sources.dates import PartialDate

# What records call their own date, the first that they have.
DATES = ("held", "decided", "dated", "occurred", "published_on", "period")


@dataclass(frozen=True)
class Card:
    """The texts of one image in one language; `family` names the shape of the status."""

    title: str
    kicker: str = ""
    status: str = ""
    family: str = ""
    date: str = ""
    wordmark: str = ""

    @property
    def alternative(self) -> str:
        """The same for who does not see the image."""
        return " · ".join(filter(None, (self.kicker, self.title, self.status, self.date, self.wordmark)))


def wordmark() -> str:
    return f"{_('Le Registre')} · {_('AES')}"


def card_of(record: Record) -> Card:
    """In the active language, in which the record exists."""
    headline = getattr(record, "headline", None)
    step = record.ledger.current() if headline is None and isinstance(record, Followed) else None
    return Card(
        title=record.text_in(record.title_field, active_language()),
        kicker=f"{capfirst(record.type_name)} · {record.reference}",
        status=plain(word(headline)) if headline else wording_of(step.status, "name")[0] if step else "",
        family=shape(headline) if headline and word(headline) else step.status.family if step else "",
        date=date_of(record, step),
        wordmark=wordmark(),
    )


def date_of(record, step) -> str:
    """The record's own date, else that of its current step."""
    own = (getattr(record, name, None) for name in DATES)
    known = next(filter(None, own), None) or (step and step.occurred)
    return PartialDate.of(known).wording() if known else ""


def card_of_site() -> Card:
    return Card(title=_("Ce qui a été annoncé, qui l’a décidé, ce qui a été fait"), wordmark=wordmark())
