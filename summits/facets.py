"""By what decisions and meetings are narrowed: parameters of the address, their values, and how many have each.

Lists read the entries of the search, narrow rows with an index for each facet, and the counts kept at publication:
what they cost does not depend on how many records there are (docs/decisions/0026-lists-at-scale.md).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR

from django.db.models import CharField, IntegerChoices, Sum, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editions.models import Address, FacetCount, SearchEntry
from institutions.headlines import Count
from institutions.models import Organ, Pillar, Status
from institutions.models.stages import DeedStage, TextStage
from publishing.deferral import defer_other_languages
from publishing.models import active_language


@dataclass(frozen=True)
class Kind:
    """A facet: its parameter, its title, the column that has its values, and where these are named."""

    parameter: str
    title: str | Promise
    column: str
    model: type | None = None
    key: str = ""


KINDS = (
    Kind("pilier", _("Pilier"), "pillar", Pillar, "key"),
    Kind("organe", _("Organe"), "organs__0", Organ, "slug"),
    Kind("statut", _("Statut"), "statuses__0", Status, "key"),
    Kind("annee", _("Année"), "year"),
)


@dataclass
class Choice:
    """One value of a facet; `entry` is what it names, none for a year."""

    key: str
    entry: object
    count: int


@dataclass
class Facet:
    """One way to narrow a list."""

    parameter: str
    title: str | Promise
    chosen: str
    values: list[Choice]


def narrowed(rows, given, *besides: Kind):
    """The entries, or counts, that have every value asked for but those of some kinds."""
    for kind in KINDS:
        value = given.get(kind.parameter)
        if not value or kind in besides:
            continue
        if kind.model is None and not is_year(value):
            return rows.none()
        rows = rows.filter(**{kind.column: value if kind.model else int(value)})
    return rows


def entries_of(section, language, given):
    """The narrow rows of a list, newest first."""
    rows = SearchEntry.objects.filter(language=language, section=section)
    return narrowed(rows, given).order_by("-newest", "-reference").values("record_id", "reference")


def is_year(text) -> bool:
    """Whether PostgreSQL and Python both know that year."""
    return text.isascii() and text.isdecimal() and len(text) <= 4 and MINYEAR <= int(text) <= MAXYEAR


def current_organ(slug) -> str:
    """The address that an organ has today, from any it had."""
    address = Address.objects.find("institutions.organ", slug)
    return address.current_address or slug if address else slug  # type: ignore[attr-defined]  # find() adds it


def facets_of(section, language, given) -> list[Facet]:
    """Every facet worth a choice: each value with how many records have it besides the other choices made."""
    totals = totals_of(section, language, given)
    found = [(kind, entries_by_key(kind, totals[kind.parameter])) for kind in KINDS]
    return worth_a_choice(facet(kind, given, entries, totals[kind.parameter]) for kind, entries in found)


def facet(kind, given, entries, totals) -> Facet:
    keys = sorted(entries, key=order_of(entries))
    values = [Choice(key, entries[key], totals[key]) for key in keys]
    return Facet(kind.parameter, kind.title, given.get(kind.parameter, ""), values)


def worth_a_choice(facets) -> list[Facet]:
    return [facet for facet in facets if facet.chosen or len(facet.values) > 1]


def totals_of(section, language, given) -> dict[str, dict[str, int]]:
    """For each parameter how many records have each value, among those that have all other values chosen."""
    counts = FacetCount.objects.filter(language=language, section=section)
    first, *others = (totals_by(kind, narrowed(counts, given, kind)) for kind in KINDS)
    totals: dict[str, dict[str, int]] = defaultdict(dict)
    for parameter, key, total in first.union(*others, all=True):
        if key:
            totals[parameter][key] = total
    return totals


def totals_by(kind, counts):
    """One row for each value."""
    named = counts.order_by().values(parameter=Value(kind.parameter), value=Cast(kind.column, CharField()))
    return named.annotate(total=Sum("number")).values_list("parameter", "value", "total")


def entries_by_key(kind, keys) -> dict:
    """What the values name, by key; years stand for themselves."""
    if kind.model is None:
        return dict.fromkeys(keys)
    found = defer_other_languages(kind.model.objects.filter(**{f"{kind.key}__in": list(keys)}), active_language())
    return {getattr(entry, kind.key): entry for entry in found}


def order_of(entries):
    """Vocabulary in its own order, organs by address, years by number."""
    return lambda key: (getattr(entries[key], "position", 0), key)


# Items of the roadmap, all of which are on one page, by where each stood on the day shown


@dataclass(frozen=True)
class Answer:
    """A value that is no row of vocabulary: a stage, or a count."""

    key: str
    label: str
    position: int


def stages_of(stage: int, stages: type[IntegerChoices]) -> dict:
    """The stage reached, by the key that addresses have."""
    return {stages(stage).name.lower(): Answer(stages(stage).name.lower(), stages(stage).label, stage)} if stage else {}


def keys_of(standing) -> dict[str, dict]:
    """By what an item of the roadmap is found: per parameter its keys, with what they name.

    It answers to the statuses of both its heads and of its marks.
    """
    item, headline = standing.item, standing.headline
    count = headline.count
    return {
        "pilier": {item.pillar.key: item.pillar},
        "organe": {item.organ.slug: item.organ} if item.organ else {},
        "statut": {status.key: status for status in headline.status_rows},
        "texte": stages_of(headline.text.stage, TextStage),
        "oeuvre": stages_of(headline.deed.stage, DeedStage),
        "compte": {count.value: Answer(count.value, count.label, Count.values.index(count))},
    }


TITLES = {
    **{kind.parameter: kind.title for kind in KINDS[:-1]},
    "texte": pgettext_lazy("axis", "Texte"),
    "oeuvre": _("Mise en œuvre"),
    "compte": _("Décompte"),
}


def facets_of_standings(standings, given) -> list[Facet]:
    """Every facet worth a choice."""
    rows = [keys_of(standing) for standing in standings]
    facets = []
    for parameter, title in TITLES.items():
        others = {name: value for name, value in given.items() if name != parameter}
        found = [row[parameter] for row in rows if has_every_value(row, others)]
        entries = {key: entry for keys in found for key, entry in keys.items()}
        totals = Counter(key for keys in found for key in keys)
        values = [Choice(key, entries[key], totals[key]) for key in sorted(entries, key=order_of(entries))]
        facets.append(Facet(parameter, title, given.get(parameter, ""), values))
    return worth_a_choice(facets)


def has_every_value(row, given) -> bool:
    return all(not given.get(name) or given[name] in keys for name, keys in row.items())


def narrowed_standings(standings, given) -> list:
    """Those that have every value asked for; an unknown value is had by none."""
    return [standing for standing in standings if has_every_value(keys_of(standing), given)]
