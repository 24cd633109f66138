"""The results of a search as a page shows them."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from math import ceil
from urllib.parse import urlencode

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from readers import facets
from readers.search import sql
from readers.search.query import BY_DATE, BY_RELEVANCE, FACETS, SearchQuery
from readers.search.sql import MARK_END, MARK_START, PAGE_SIZE, RANKED
from readers.sections import SECTIONS, kind_of, section_of

SUGGESTIBLE = re.compile(r"(?<!-)\b[^\W\d_]{4,60}")
VALUES_SHOWN = 12


@dataclass(frozen=True)
class Result:
    """An entry found, ready to be shown."""

    title: SafeString
    extract: SafeString
    file_extract: SafeString
    file_language: str
    path: str
    reference: str
    kind: str
    year: int | None
    statuses: list[str]


@dataclass(frozen=True)
class Value:
    """A value of a facet, with the address that chooses it, or lifts it when it is the one chosen."""

    name: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Results:
    """One page of what was found, and how to go on from there."""

    total: int
    results: list[Result]
    facets: list[tuple[str, list[Value]]]
    pages: int
    is_bounded: bool = False


def search(question: SearchQuery) -> Results:
    """Three statements, however much there is: counts, entries, names; only the first when nothing is found."""
    counts = counts_by_facet(question)
    total = counts.pop("total", Counter())[""]
    if not total and not question.chosen:
        return Results(0, [], [], 0)
    names = {**facets.names(question.language), "type": {word: s.name for word, s in SECTIONS.items()}}
    hits = sql.find(question, total)
    reachable = total if question.order == BY_DATE else min(total, RANKED)
    return Results(
        total,
        [result(hit, names) for hit in hits],
        shown_facets(question, counts, names),
        ceil(reachable / PAGE_SIZE),
        sql.is_bounded(question),
    )


def counts_by_facet(question: SearchQuery) -> dict[str, Counter]:
    """How many entries have each value of each facet; sections are told from types and paths."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for parameter, value, number in sql.count(question):
        if parameter == "type":
            record_type, word = value.split(" ")
            value = section_of(record_type, f"/{word}/").word  # type: ignore[union-attr]  # each record has a section
        counts[parameter][value] += number
    return counts


def result(hit, names) -> Result:
    return Result(
        title=highlighted(hit.title),
        extract=highlighted(hit.extract),
        file_extract=highlighted(hit.file_extract) if MARK_START in hit.file_extract else SafeString(),
        file_language=hit.file_language,
        path=hit.path,
        reference=hit.reference,
        kind=kind_of(hit.record_type, hit.path),
        year=hit.year,
        statuses=[names["statut"].get(key, key) for key in hit.statuses],
    )


def highlighted(text: str) -> SafeString:
    """The text escaped, with its highlights as <mark>."""
    marked = conditional_escape(text).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
    return mark_safe(marked)  # noqa: S308 (escaped the line before)


def shown_facets(question, counts, names):
    """Each facet with its most frequent values; what is chosen is always there, to be lifted."""
    titles = {"type": _("Rubrique"), **facets.titles(), "annee": _("Année")}
    shown = []
    for parameter in FACETS:
        found = counts.get(parameter, Counter())
        if chosen := question.chosen.get(parameter):
            found = Counter({chosen: found[chosen]})
        values = ordered(parameter, found)
        if values:
            shown.append((titles[parameter], [value(question, parameter, key, found[key], names) for key in values]))
    return shown


def ordered(parameter, found):
    """Years from the latest, all else from the most frequent."""
    if parameter == "annee":
        return sorted(found, reverse=True)
    return [key for key, _number in sorted(found.items(), key=lambda item: (-item[1], item[0]))][:VALUES_SHOWN]


def value(question, parameter, key, number, names) -> Value:
    is_chosen = question.chosen.get(parameter) == key
    return Value(
        name=capfirst(names.get(parameter, {}).get(key, key)),
        count=number,
        address=address(question, **{parameter: "" if is_chosen else key}),
        is_chosen=is_chosen,
    )


def address(question: SearchQuery, **changes: str) -> str:
    """The address of a search, from that of the page, with some parameters changed."""
    return f"?{urlencode(question.parameters(**changes))}"


def orders(question: SearchQuery) -> list[tuple[str, str, bool]]:
    """How results may be sorted: its name, its address, whether they are."""
    named = {BY_RELEVANCE: _("par pertinence"), BY_DATE: _("du plus récent au plus ancien")}
    return [
        (name, address(question, tri="" if order == BY_RELEVANCE else order), order == question.order)
        for order, name in named.items()
    ]


def suggestion(question: SearchQuery) -> SearchQuery | None:
    """The same search with the words of the register most like those asked, if it finds something."""
    words = list(dict.fromkeys(SUGGESTIBLE.findall(question.text.lower())))
    alike = sql.words_alike(words, question.language) if words else {}
    others = {word: other for word, other in alike.items() if other != word}
    text = SUGGESTIBLE.sub(lambda found: others.get(found[0].lower(), found[0]), question.text)
    if text == question.text:
        return None
    other = replace(question, text=text, chosen={}, page=1)
    return other if sql.finds_anything(other) else None
