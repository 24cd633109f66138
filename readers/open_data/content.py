"""What the register says to readers, in plain values, from the tables that the connection reads: within
`live_reading()`, what is published.

Only in the languages in which readers meet it: a language being prepared, or one in which a record has no
title yet, is no public one.
"""

from dataclasses import dataclass

from django.conf import settings

from exchange.schema.content import Content
from exchange.schema.fields import COMPUTED, Texts
from exchange.schema.record_types import Collection, Shape, collections

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Register:
    """The entries of each collection, by its name, in the order of their references."""

    collections: dict[str, Collection]
    entries: dict[str, list[dict]]


def read_register() -> Register:
    """Everything at once: what an entry links to is named by its slug or key, wherever it stands."""
    content = Content(collections())
    entries = {
        name: [public_entry(collection, entry) for entry in content.entries[name].values()]
        for name, collection in content.collections.items()
    }
    return Register(content.collections, entries)


def public_entry(collection: Collection, entry: dict) -> dict:
    """The entry and its parts in the languages that the record exists in."""
    title = collection.fields[collection.model.title_field]
    is_translated = isinstance(title, Texts)
    languages = [code for code in settings.PUBLIC_LANGUAGES if not is_translated or code in entry[title.name]]
    parts = {
        name: [in_languages(part, row, languages) for row in entry[name]]
        for name, part in collection.parts.items()
        if name in entry
    }
    return in_languages(collection, entry, languages) | parts


def in_languages(shape: Shape, row: dict, languages: list[str]) -> dict:
    """The row without texts in other languages, nor fields that have no text left."""
    kept = {}
    for name, value in row.items():
        if isinstance(shape.fields.get(name), Texts):
            value = {code: text for code, text in value.items() if code in languages}
        if value != {}:
            kept[name] = value
    return kept


def value_of(shape: Shape, row: dict, name: str):
    """A value, or its default where the dossier leaves it out."""
    default = shape.fields[name].default
    return row.get(name, None if default is COMPUTED else default)
