"""What is written on the image of a record, and on that of every other page."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editions.identity import current_identity
from institutions.headlines.clauses import plain
from institutions.headlines.wording import shape, word
from publishing.models import Record, active_language


@dataclass(frozen=True)
class Card:
    """The texts of one image in one language; `family` names the shape of the status, `accent` is a colour."""

    title: str
    kicker: str = ""
    status: str = ""
    family: str = ""
    date: str = ""
    wordmark: str = ""
    accent: str = ""

    @property
    def alternative(self) -> str:
        """The same for who does not see the image."""
        return " · ".join(filter(None, (self.kicker, self.title, self.status, self.date, self.wordmark)))


def wordmark() -> str:
    """As in the head of every page."""
    identity = current_identity()
    return f"{_('Le Registre')} · {identity.short_name}" if identity.short_name else identity.name


def accent() -> str:
    """The colour of the register on paper; blank where it has none of its own."""
    return current_identity().colours.get("light", "")


def card_of(record: Record) -> Card:
    """In the active language, in which the record exists; what stands by its ledger is said with its date."""
    headline = getattr(record, "headline", None)
    step = None if headline else record.current_step
    dated = record.own_date or (step and step.occurred)
    return Card(
        title=record.text_in(record.title_field, active_language()),
        kicker=f"{capfirst(record.type_name)} · {record.reference}",
        status=plain(word(headline)) if headline else record.status_text,
        family=shape(headline) if headline and word(headline) else step.status.family if step else "",
        date=dated.as_words() if dated else "",
        wordmark=wordmark(),
        accent=accent(),
    )


def card_of_site() -> Card:
    return Card(
        title=_("Ce qui a été annoncé, qui l’a décidé, ce qui a été fait"), wordmark=wordmark(), accent=accent()
    )
