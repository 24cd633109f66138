"""By what lists, feeds and the search are narrowed: the parameters, the values that exist, and their names.

Changes and search entries hold keys of vocabulary, codes of states and slugs of organs; readers see names.
"""

from collections import defaultdict
from operator import itemgetter
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from editions.models import Address
from institutions.models import Organ, Pillar, State, Status
from publishing.registry import column_of

# Parameter of an address, in canonical order: what it is called in changes and search entries.
COLUMNS = {"pilier": "pillar", "organe": "organs", "etat": "states", "statut": "statuses"}
LISTS = {"organs", "states", "statuses"}
KEYS: dict[str, tuple[Any, str]] = {
    "pilier": (Pillar, "key"),
    "organe": (Organ, "slug"),
    "etat": (State, "code"),
    "statut": (Status, "key"),
}


class UnknownValueError(Exception):
    """A parameter has a value that does not exist, or several; `choices` are those that do, with their names."""

    def __init__(self, parameter: str, value: str, choices: dict[str, str]):
        super().__init__(f"{parameter}={value}")
        self.parameter, self.value, self.choices = parameter, value, choices


def unknown_value(request: HttpRequest, unknown: UnknownValueError) -> TemplateResponse:
    """404 in words: the parameter has no such value, here are those it has."""
    context = {"page_title": _("Ce flux n’existe pas"), "description": "", "unknown": unknown}
    return TemplateResponse(request, "feeds/unknown_value.html", context, status=404)


def condition(parameter: str, values: list[str], prefix: str = "") -> dict:
    """The filter for rows that bear one of the values; `prefix` leads to the row that has the columns."""
    column = COLUMNS[parameter]
    return {f"{prefix}{column}__{'overlap' if column in LISTS else 'in'}": values}


def values(held: str | list[str]) -> list[str]:
    """What a column of a facet holds, as a list."""
    return held if isinstance(held, list) else [held] * bool(held)


def names(language: str) -> dict[str, dict[str, str]]:
    """What each value of each parameter is called in that language, in one statement."""
    called: dict[str, dict[str, str]] = defaultdict(dict)
    first, *rest = (_named(parameter, language) for parameter in COLUMNS)
    for parameter, key, name in first.union(*rest, all=True):
        called[parameter][key] = name
    return called


def titles() -> dict[str, str]:
    """What each parameter is called, in the active language."""
    return {"pilier": _("Pilier"), "organe": _("Organe"), "etat": _("État"), "statut": _("Statut")}


def choices(language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each parameter with its title and the values that exist, by name."""
    called = names(language)
    return [
        (parameter, title, sorted(called[parameter].items(), key=itemgetter(1)))
        for parameter, title in titles().items()
    ]


def _named(parameter: str, language: str):
    model, key = KEYS[parameter]
    name = Coalesce(NullIf(F(column_of("name", language)), Value("")), F("name_fr"), output_field=CharField())
    return (
        model.objects.order_by()
        .annotate(parameter=Value(parameter), key_=Cast(key, CharField()), called=name)
        .values_list("parameter", "key_", "called")
    )


def addresses_of_organ(slug: str) -> list[str]:
    """All slugs the organ of that slug has or had, the current one first: what is told of it keeps the old ones."""
    known = Address.objects.filter(record_type="institutions.organ")
    same = known.filter(record_id__in=known.filter(address=slug).values("record_id"))
    return list(same.order_by("-is_current", "address").values_list("address", flat=True))
