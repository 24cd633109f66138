"""By what decisions and meetings are narrowed: parameters of the address, their values, and how many have each."""

from collections import Counter
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _

from editions.models import CurrentStatus
from institutions.models import Organ, Pillar, Status

# The dates by which records of a type are found, the first that is known.
DATES = {"decision": ("decided_last", "as_of_last"), "meeting": ("held_last", "as_of_last")}


# Parameter, title, and where its values are named.
FACETS = (
    ("pilier", _("Pilier"), Pillar, "key"),
    ("organe", _("Organe"), Organ, "slug"),
    ("statut", _("Statut"), Status, "key"),
    ("annee", _("Année"), None, ""),
)


@dataclass
class Value:
    """One value of a facet."""

    key: str
    entry: object
    count: int


@dataclass
class Facet:
    """One way to narrow a list."""

    parameter: str
    title: str
    chosen: str
    values: list[Value]


def narrowed(records, given):
    """The records that have every value asked for; an unknown value is had by none."""
    records = annotated(records)
    if pillar := given.get("pilier"):
        records = records.filter(pillar__key=pillar)
    if organ := given.get("organe"):
        records = records.filter(organ__slug=organ)
    if status := given.get("statut"):
        records = records.filter(status_id__in=Status.objects.filter(key=status).values("pk"))
    if year := given.get("annee"):
        records = records.filter(year_of=int(year)) if is_year(year) else records.none()
    return records


def is_year(text) -> bool:
    """Whether PostgreSQL and Python both know that year."""
    return text.isascii() and text.isdecimal() and len(text) <= 4 and MINYEAR <= int(text) <= MAXYEAR


def annotated(records):
    """With the current status as of publication, and the year by which a record is found."""
    current = CurrentStatus.objects.filter(
        record_type=records.model._meta.concrete_model._meta.label_lower, record_id=OuterRef("pk"), state_id=None
    )
    year = ExtractYear(Coalesce(*DATES[records.model._meta.concrete_model._meta.model_name]))
    return records.annotate(status_id=Subquery(current.values("status_id")[:1]), year_of=year)


def facets_of(records, given) -> list[Facet]:
    """Every facet worth a choice: each value with how many records have it besides the other choices made."""
    rows = annotated(records).order_by().values_list("pillar_id", "organ_id", "status_id", "year_of")
    *columns, counts = list(zip(*rows.annotate(Count("pk")), strict=True)) or [()] * 5
    named = [names_of(column, *source) for column, (_parameter, _title, *source) in zip(columns, FACETS, strict=True)]
    return facets_from(named, counts, FACETS, given)


def facets_from(named, counts, facets_asked, given) -> list[Facet]:
    """The facets worth a choice: per facet a column of keys with their entries, then how many records each row is."""
    keys = list(zip(*([key for key, _entry in column] for column in named), strict=True))
    chosen = [given.get(parameter, "") for parameter, *_rest in facets_asked]
    facets = []
    for n, (parameter, title, *_source) in enumerate(facets_asked):
        totals = totals_of(n, keys, counts, chosen)
        entries = {key: entry for key, entry in named[n] if totals[key]}
        values = [Value(key, entries[key], totals[key]) for key in sorted(entries, key=order_of(entries))]
        facets.append(Facet(parameter, title, chosen[n], values))
    return [facet for facet in facets if facet.chosen or len(facet.values) > 1]


def keys_of(standing) -> dict[str, tuple]:
    """By what an item of the roadmap is found: per parameter a key and its entry, blank for none."""
    item, status = standing.item, standing.status
    return {
        "pilier": (item.pillar.key, item.pillar),
        "organe": (item.organ.slug, item.organ) if item.organ else ("", None),
        "statut": (status.key, status) if status else ("", None),
    }


def facets_of_standings(standings, given) -> list[Facet]:
    """The same for items of the roadmap, by the status that each had on the day shown."""
    rows = [keys_of(standing) for standing in standings]
    asked = [facet for facet in FACETS if facet[0] in {"pilier", "organe", "statut"}]
    named = [[row[parameter] for row in rows] for parameter, *_rest in asked]
    return facets_from(named, [1] * len(rows), asked, given)


def narrowed_standings(standings, given) -> list:
    """Those that have every value asked for; an unknown value is had by none."""
    return [s for s in standings if all(given.get(name, key) in ("", key) for name, (key, _e) in keys_of(s).items())]


def names_of(column, model, key) -> list[tuple]:
    """For each primary key its readable key and its entry; years stand for themselves."""
    if model is None:
        return [("" if year is None else str(year), None) for year in column]
    entries = model.objects.in_bulk(set(column) - {None})
    return [(getattr(entries[pk], key), entries[pk]) if pk in entries else ("", None) for pk in column]


def totals_of(n, keys, counts, chosen) -> Counter:
    """How many records have each value of the nth facet, among those that have all other values chosen."""
    totals = Counter()
    for row, count in zip(keys, counts, strict=True):
        if row[n] and all(m == n or value in ("", row[m]) for m, value in enumerate(chosen)):
            totals[row[n]] += count
    return totals


def order_of(entries):
    """Vocabulary in its own order, organs by address, years by number."""
    return lambda key: (getattr(entries[key], "position", 0), key)
