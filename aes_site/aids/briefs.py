"""A record in a few neutral sentences, composed from its facts: to send in a message, or to read on air.

Each says what stands in the record and nothing more: a status by its own word, with its date; who, under which
text, resting on how many sources. Whatever is only expected is said not to be adopted.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aes_site.addresses import absolute
from aes_site.aids import speech
from institutions.headlines import Count
from institutions.headlines.clauses import plain
from institutions.headlines.wording import full, short
from publishing.models import Record, active_language
from publishing.templatetags.records import reading_of
from sources.dates import PartialDate

LIMIT = 400  # characters, the address included
TITLE_LENGTH = 160
FORESEEN = "expected"  # the family of statuses of which nothing is done yet
WHO = ("organ", "body_as_stated", "parent", "submitted_to")
UNDER = {  # where the text that a record comes under or led to is found
    "summits.decision": ("legal_basis", "documents"),
    "summits.meeting": ("documents",),
    "summits.roadmap": ("document",),
    "summits.roadmapitem": ("roadmap",),
    "institutions.organ": ("legal_basis",),
    "institutions.document": ("parent",),
}


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
    modality: str
    dated: PartialDate | None
    where: str
    who: str
    under: str
    said: str
    sources: int


def facts(record: Record, sources: int) -> Facts:
    """Read from what a record's page has fetched."""
    headline = getattr(record, "headline", None)
    step = record.ledger.current() if headline is None and hasattr(record, "ledger") else None
    dated = next((date for name in ("held", "dated", "published_on") if (date := getattr(record, name, None))), None)
    under = UNDER.get(record._meta.concrete_model._meta.label_lower, ())
    return Facts(
        title=reading_of(record, record.title_field),
        kind=str(record.type_name),
        status=reading_of(step.status, "name") if step else "",
        since=None if dated or step is None else step.occurred or step.stated_on,
        standing=plain(short(headline)) if headline else "",
        standing_in_full=plain(full(headline)) if headline else "",
        is_foreseen=is_foreseen(step, headline),
        modality=reading_of(record, "modality"),
        dated=dated,
        where=reading_of(getattr(record, "place", None), "name"),
        who=next(filter(None, (named(record, name) for name in WHO)), ""),
        under=next(filter(None, (named(record, name) for name in under)), ""),
        said=said_of(record, step, headline),
        sources=sources,
    )


def said_of(record: Record, step, headline) -> str:
    """The sentence of the step that leads, else what the record says of itself."""
    head = headline.main.head if headline else None
    step = head.row if head and head.is_step else step
    return reading_of(step, "text") if step else reading_of(record, summary_field(record))


def is_foreseen(step, headline) -> bool:
    """Whether all that is known is that it was announced."""
    if headline is not None:
        return headline.count == Count.ANNOUNCED
    return bool(step and step.status.family == FORESEEN)


def named(record: Record, name: str) -> str:
    """What a field names: a text of its own, a record, or the first of several."""
    value = getattr(record, name, None)
    if value is None:
        return ""
    if hasattr(value, "all"):
        value = next(iter(value.all()), "")
    if isinstance(value, Record):
        return reading_of(value, value.title_field)
    return reading_of(record, name) if value else ""


def summary_field(record) -> str:
    names = ("summary", "role", "membership", "definition", "lede", "attributed_to", "text")
    return next((name for name in names if name != record.title_field and hasattr(record, name)), "")


# To send


def brief(record: Record, sources: int) -> str:
    """At most 400 characters with the permanent address at their end."""
    address = short_address(record)
    told = facts(record, sources)
    room = LIMIT - len(address) - 1
    text = f"{Truncator(told.title.rstrip('.')).chars(TITLE_LENGTH)} ({told.kind})."
    for sentence in sentences(told):
        if len(text) + 1 + len(sentence) <= room:
            text += f" {sentence}"
    return f"{text} {address}"


def short_address(record: Record) -> str:
    return absolute(reverse("permanent", args=[record.reference]))


def sentences(told: Facts) -> list[str]:
    """The facts in the order of their weight: one that has no room left gives way to the next."""
    values = {
        "status": told.status,
        "date": told.since.wording() if told.since else "",
        "dated": told.dated.wording() if told.dated else "",
        "who": told.who,
        "under": told.under,
        "modality": told.modality,
        "where": told.where,
    }
    status = _("Statut : %(status)s (%(date)s).") if told.since else _("Statut : %(status)s.")
    given = [
        (told.status, status),
        (told.standing, "%(standing)s"),
        (told.is_foreseen, _("Ce qui est attendu n’est pas adopté.")),
        (told.dated, _("Date : %(dated)s.")),
        (told.where, _("Lieu : %(where)s.")),
        (told.who, _("Organe : %(who)s.")),
        (told.is_foreseen and told.modality, _("Annonce : « %(modality)s ».")),
        (told.under, _("Texte : %(under)s.")),
        (told.sources, counted(told.sources)),
        (told.said, "%(said)s"),
    ]
    values |= {"said": ended(told.said), "standing": told.standing}
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
    told = facts(record, sources)
    known = speech.abbreviations(record.day, language)
    since = told.since and speech.date_spoken(told.since, language)
    dated = told.dated and speech.date_spoken(told.dated, language)
    lines = [
        (told.title, ended(told.title)),
        (told.who, _("Organe : %(who)s.") % {"who": told.who}),
        (dated, _("Date : %(dated)s.") % {"dated": dated}),
        (told.where, _("Lieu : %(where)s.") % {"where": told.where}),
        (told.standing_in_full, told.standing_in_full),
        (told.status, ended(", ".join(filter(None, [_("Statut : %(status)s") % {"status": told.status}, since])))),
        (told.is_foreseen, _("Ce qui est attendu n’est pas adopté.")),
        (told.said and not told.standing_in_full, ended(told.said)),
        (told.under, _("Texte : %(under)s.") % {"under": told.under}),
        (True, resting(told.sources)),
    ]
    return "\n".join(capfirst(speech.spoken(line, known)) for is_known, line in lines if is_known)


def resting(sources: int) -> str:
    """Whose word it is, and on how many sources it rests."""
    if not sources:
        return _("D’après un registre public et indépendant.")
    return ngettext(
        "D’après un registre public et indépendant, qui cite une seule source.",
        "D’après un registre public et indépendant, qui cite %(number)s sources.",
        sources,
    ) % {"number": sources}
