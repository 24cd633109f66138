"""What cells call the rows that they link to.

A record by its slug, or its reference; vocabulary by its key; a passage by its source and its place, `le-sahel#L23`;
any other part by its record and its own key, `traite-de-niamey/1f3c9a2e-…`.
"""

import re
from difflib import get_close_matches
from functools import cached_property
from uuid import UUID

from django.db.models import Model

from publishing.registry import RECORD_TYPES

SEPARATOR = " | "  # between several links, or several texts; as in the open data
BETWEEN = re.compile(r"\s*(?<!\\)\|\s*")


def joined(values) -> str:
    return SEPARATOR.join(value.replace("|", r"\|") for value in values)


def separated(cell: str) -> list[str]:
    """The values of a cell, in their order, each once."""
    pieces = (piece.replace(r"\|", "|") for piece in BETWEEN.split(cell.strip()))
    return list(dict.fromkeys(piece for piece in pieces if piece))


def handle_of(model: type[Model]) -> str:
    """The column by which cells name a record or a row of vocabulary."""
    return "slug" if hasattr(model, "reference_prefix") else "key"


class Names:
    """The names of the rows of every model by key, and their keys by name; read when first asked, one query each."""

    def __init__(self):
        self.known: dict[type[Model], NamesOf] = {}

    def __deepcopy__(self, memo):
        return self  # a resource copies its fields, and these names with them

    def of(self, model: type[Model]) -> "NamesOf":
        model = model._meta.concrete_model
        if model not in self.known:
            self.known[model] = NamesOf(model)
        return self.known[model]

    def forget(self, model: type[Model]) -> None:
        """What a model was read to be is no longer so: something of it was written."""
        self.known.pop(model._meta.concrete_model, None)


class NamesOf:
    """The names of the rows of one model."""

    def __init__(self, model: type[Model]):
        self.model = model

    @cached_property
    def names(self) -> dict[UUID, str]:
        rows, model = self.model._base_manager, self.model
        if model in RECORD_TYPES:
            return dict(rows.values_list("pk", handle_of(model)))
        owner = model._meta.get_field(model.owner_field)
        column = f"{owner.name}__{handle_of(owner.related_model)}"
        if model.dossier_key:
            told = rows.values_list("pk", column, model.dossier_key[1])
            return {pk: f"{name}#{place}" if place else name for pk, name, place in told}
        return {pk: f"{name}/{pk}" for pk, name in rows.values_list("pk", column)}

    @cached_property
    def keys(self) -> dict[str, UUID]:
        keys = {name: pk for pk, name in self.names.items()}
        if hasattr(self.model, "reference_prefix"):
            keys |= {reference: pk for pk, reference in self.model._base_manager.values_list("pk", "reference")}
        return keys

    def name(self, pk) -> str:
        return self.names.get(pk, "") if pk else ""

    def close_to(self, name: str) -> list[str]:
        return get_close_matches(name, self.names.values(), n=3)
