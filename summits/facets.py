"""By what decisions and meetings are narrowed: parameters of the address, their values, and how many have each."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _

from editions.models import CurrentStatus
from institutions.models import Organ, Pillar, Status

# The dates by which records of a type are found, the first that is known.
DATES = {"decision": ("decided_last", "as_of_last"), "meeting": ("held_last", "as_of_last")}


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
    """Every facet with the values that occur among these records."""
    rows = (
        annotated(records).order_by().values_list("pillar_id", "organ_id", "status_id", "year_of").annotate(Count("pk"))
    )
    columns = list(zip(*rows, strict=True)) or [()] * 5
    pillars, organs, statuses, years, counts = columns
    facets = [
        Facet("pilier", _("Pilier"), given.get("pilier", ""), of_model(Pillar, "key", pillars, counts)),
        Facet("organe", _("Organe"), given.get("organe", ""), of_model(Organ, "slug", organs, counts)),
        Facet("statut", _("Statut"), given.get("statut", ""), of_model(Status, "key", statuses, counts)),
        Facet("annee", _("Année"), given.get("annee", ""), of_years(years, counts)),
    ]
    return [facet for facet in facets if facet.values]


def of_model(model, key, column, counts) -> list[Value]:
    totals = summed(column, counts)
    return [Value(getattr(entry, key), entry, totals[entry.pk]) for entry in model.objects.filter(pk__in=totals)]


def of_years(column, counts) -> list[Value]:
    return [Value(str(year), None, count) for year, count in sorted(summed(column, counts).items())]


def summed(column, counts) -> dict:
    """How often each value occurs; none is no value."""
    totals = {}
    for value, count in zip(column, counts, strict=True):
        if value is not None:
            totals[value] = totals.get(value, 0) + count
    return totals
