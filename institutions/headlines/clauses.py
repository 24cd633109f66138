"""What a fact says in words: the step's own sentence, its date, and what one must know to weigh it."""

import html
import re
from collections.abc import Iterable
from datetime import date

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from institutions.headlines.facts import Fact, scope_of
from institutions.models.stages import Axis, DeedStage
from publishing.models import active_language
from sources.dates import PartialDate
from sources.wording import worded_pieces

MARKUP = re.compile(r"</?span[^>]*>")


def plain(words: str) -> str:
    """The words alone."""
    return html.unescape(MARKUP.sub("", words))


def clause(fact: Fact, *, needs_word: bool = True) -> SafeString:
    """« adopté : Décision du Collège (28 mars 2025) »; the word is left out where the sentence has it."""
    text, words = sentence(fact), joined(", ", details(fact))
    if not text:
        return word_and_date(fact)
    if not words:
        said = conditional_escape(text)
    elif plain(text).endswith(")"):
        said = format_html("{}, {}", text, words)
    else:
        said = format_html("{} ({})", text, words)
    if needs_word and not is_in(fact.word, plain(text)):
        return filled(_("%(word)s : %(fact)s"), word=fact.word, fact=said)
    return said


def word_and_date(fact: Fact) -> SafeString:
    return joined(", ", [word for word in (fact.word, date_words(fact)) if word])


def details(fact: Fact) -> list[str]:
    """Its date, and what the reader must know to weigh it."""
    said = [date_words(fact)]
    if fact.is_uncertain:
        said.append(_("une seule source"))
    if fact.is_reading:
        said.append(_("lecture du registre"))
    if fact.axis == Axis.DEED and fact.stage == DeedStage.OPERATIONAL:
        said.append(publisher_of(fact))
    return [words for words in said if words]


def publisher_of(fact: Fact) -> str:
    """Who says so: a claim is attributed."""
    return next((p.source.publisher for p in fact.row.evidence.all() if p.source.publisher), "")


def sentence(fact: Fact) -> SafeString | str:
    """What the step itself says, without its full stop."""
    if not fact.is_step:
        return ""
    language = active_language()
    text = fact.row.text_in("text", language)
    return text.rstrip(".") if text else in_french(fact.row.text_in("text", "fr").rstrip("."))


def part_name(fact: Fact) -> SafeString | str:
    """The part, whose own brackets would stand within others."""
    language = active_language()
    name = re.sub(r" ?\(([^()]*)\)", r", \1", scope_of(fact, language))
    return name if name == "" or scope_of(fact, language) != fact.part or language == "fr" else in_french(name)


def in_french(text: str) -> SafeString:
    return format_html('<span lang="fr">{}</span>', text)


def is_in(word: str, text: str) -> bool:
    """Whether a sentence says the word already: the participle of it, or of either word of two."""
    return any(stem(either) in text.lower() for either in re.split(r" ou | or ", word.lower()))


def stem(word: str) -> str:
    """« affiché » of « volonté affichée »; the last word where there is no participle."""
    tokens = [re.sub(r"(?<=é)e?s?$", "", token) for token in re.findall(r"\w+", word)]
    return next((token for token in reversed(tokens) if token.endswith(("é", "ed"))), tokens[-1])


# Dates


def date_words(fact: Fact) -> str:
    """The date, which of an undated fact is that of the statement, and says so."""
    if not fact.date:
        return ""
    return said_words(fact.date) if fact.is_stated else fact.date.as_short_words()


def said_words(told: PartialDate) -> str:
    if told.precision == "interval":
        start, _dash, end = worded_pieces(told.text, width="abbreviated")
        if len(told.text) == len("2025-11-26/2025-12-22"):
            return _("dit entre le %(start)s et le %(end)s") % {"start": start, "end": end}
        return _("dit entre %(start)s et %(end)s") % {"start": start, "end": end}
    words = _("dit le %(date)s") if told.precision == "day" else _("dit en %(date)s")
    return words % {"date": told.as_short_words()}


def day_words(fact: Fact) -> str:
    return fact.date.as_short_words() if fact.date else short_date(fact.known_on)


def short_date(day: date) -> str:
    return PartialDate.of(day).as_short_words()


# Pieces


def filled(template: str, **pieces) -> SafeString:
    """A translated sentence with its pieces, each escaped unless it is HTML already."""
    return mark_safe(conditional_escape(template) % {name: conditional_escape(p) for name, p in pieces.items()})  # noqa: S308


def in_a_row(clauses: Iterable) -> SafeString:
    return joined(pgettext("between clauses", " ; "), clauses)


def joined(separator: str, pieces: Iterable) -> SafeString:
    return mark_safe(separator.join(map(conditional_escape, pieces)))  # noqa: S308
