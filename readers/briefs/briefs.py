"""A record in a few neutral sentences, composed from its facts: to send in a message, or to read on air.

Each says what stands in the record and nothing more: a status by its own word, with its date; who, under which
text, resting on how many sources. Whatever is only expected is said not to be adopted.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editions.identity import current_identity
from institutions.headlines import Count
from institutions.headlines.clauses import plain
from institutions.headlines.wording import full, short
from publishing.models import Brief, Record, active_language, localized_plain_text, title_of
from readers.addresses import absolute
from readers.briefs import speech
from sources.dates import PartialDate

LIMIT = 400  # characters, the address included
TITLE_LENGTH = 160
FORESEEN = "expected"  # the family of statuses of which nothing is done yet


@dataclass(frozen=True)
class Facts:
    """What both texts are composed from, in the active language; blank for what is not known."""

    title: str
    kind: str
    status: str
    since: PartialDate | None
    standing: str  # of a record that has a headline, in short; in full as read aloud
    standing_in_full: str
    is_foreseen: bool
    brief: Brief
    said: str
    sources: int


def facts(record: Record, sources: int) -> Facts:
    """Read from what a record's page has fetched."""
    headline, own = getattr(record, "headline", None), record.brief()
    step = None if headline else record.current_step
    return Facts(
        title=title_of(record),
        kind=record.type_name,
        status="" if headline else record.status_text,
        since=None if own.dated or step is None else step.occurred or step.stated_on,
        standing=plain(short(headline)) if headline else "",
        standing_in_full=plain(full(headline)) if headline else "",
        is_foreseen=is_foreseen(step, headline),
        brief=own,
        said=localized_plain_text(step_that_leads(step, headline), "text") or own.said,
        sources=sources,
    )


def step_that_leads(step, headline):
    """The step whose sentence is told: that of the head, where there is a headline."""
    head = headline.main.head if headline else None
    return head.row if head and head.is_step else step


def is_foreseen(step, headline) -> bool:
    """Whether all that is known is that it was announced."""
    if headline is not None:
        return headline.count == Count.ANNOUNCED
    return bool(step and step.status.family == FORESEEN)


# To send


def brief(record: Record, sources: int) -> str:
    """At most 400 characters with the permanent address at their end."""
    address = short_address(record)
    known = facts(record, sources)
    room = LIMIT - len(address) - 1
    text = f"{Truncator(known.title.rstrip('.')).chars(TITLE_LENGTH)} ({known.kind})."
    for sentence in sentences(known):
        if len(text) + 1 + len(sentence) <= room:
            text += f" {sentence}"
    return f"{text} {address}"


def short_address(record: Record) -> str:
    return absolute(reverse("permanent", args=[record.reference]))


def sentences(known: Facts) -> list[str]:
    """The facts in the order of their weight: one that has no room left gives way to the next."""
    values = {
        "status": known.status,
        "date": known.since.as_words() if known.since else "",
        "dated": known.brief.dated.as_words() if known.brief.dated else "",
        "who": known.brief.who,
        "under": known.brief.under,
        "modality": known.brief.modality,
        "where": known.brief.where,
    }
    status = _("Statut : %(status)s (%(date)s).") if known.since else _("Statut : %(status)s.")
    given = [
        (known.status, status),
        (known.standing, "%(standing)s"),
        (known.is_foreseen, _("Ce qui est attendu n’est pas adopté.")),
        (known.brief.dated, _("Date : %(dated)s.")),
        (known.brief.where, _("Lieu : %(where)s.")),
        (known.brief.who, _("Organe : %(who)s.")),
        (known.is_foreseen and known.brief.modality, _("Annonce : « %(modality)s ».")),
        (known.brief.under, _("Texte : %(under)s.")),
        (known.sources, counted(known.sources)),
        (known.said, "%(said)s"),
    ]
    values |= {"said": ended(known.said), "standing": known.standing}
    return [sentence % values for is_known, sentence in given if is_known]


def counted(sources: int) -> str:
    return ngettext("%(number)s source citée.", "%(number)s sources citées.", sources) % {"number": sources}


def ended(text: str) -> str:
    """A text as a sentence."""
    text = capfirst(text.strip())
    return text if not text or text[-1] in ".!?…" else f"{text}."


# To read on air


def read_aloud(record: Record, sources: int) -> str:
    """One sentence a line, as a presenter says them; blank in a language whose numbers are not known here."""
    language = active_language()
    if language not in speech.SPOKEN:
        return ""
    known = facts(record, sources)
    abbreviations = speech.abbreviations(record.day, language)
    since = speech.date_spoken(known.since, language) if known.since else ""
    dated = known.brief.dated and speech.date_spoken(known.brief.dated, language)
    lines = [
        (known.title, ended(known.title)),
        (known.brief.who, _("Organe : %(who)s.") % {"who": known.brief.who}),
        (dated, _("Date : %(dated)s.") % {"dated": dated}),
        (known.brief.where, _("Lieu : %(where)s.") % {"where": known.brief.where}),
        (known.standing_in_full, known.standing_in_full),
        (known.status, ended(", ".join(filter(None, [_("Statut : %(status)s") % {"status": known.status}, since])))),
        (known.is_foreseen, _("Ce qui est attendu n’est pas adopté.")),
        (known.said and not known.standing_in_full, ended(known.said)),
        (known.brief.under, _("Texte : %(under)s.") % {"under": known.brief.under}),
        (True, resting(known.sources)),
    ]
    return "\n".join(capfirst(speech.spoken(line, abbreviations)) for is_known, line in lines if is_known)


def resting(sources: int) -> str:
    """Whose word it is, and on how many sources it rests."""
    register = current_identity().spoken
    if not sources:
        return _("D’après %(register)s.") % {"register": register}
    return ngettext(
        "D’après %(register)s, qui cite une seule source.",
        "D’après %(register)s, qui cite %(number)s sources.",
        sources,
    ) % {"register": register, "number": sources}
