"""What a file of a dossier holds, once read: entries in plain values, each with its place."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from exchange.schema.errors import Place
from exchange.schema.names import name_of_part, written
from exchange.schema.record_types import Shape


@dataclass
class Entry:
    """One entry of a file: a record, a vocabulary row or a part, in plain values without the defaults."""

    shape: Shape
    id: str
    place: Place
    values: dict = field(default_factory=dict)
    parts: dict[str, list["Entry"]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    is_sound: bool = True

    def plain(self, names) -> dict:
        """All it says, with links by the names that `names` has for them."""
        links = {link.name: names.canonical(link.target, self.values[link.name]) for link in self._given("links")}
        many = {
            links.name: sorted((names.canonical(links.target, name) for name in self.values[links.name]), key=written)
            for links in self._given("many")
        }
        parts = {name: [part.plain(names) for part in parts] for name, parts in self.parts.items() if parts}
        return {"id": self.id, **self.values, **links, **many, **parts}

    def _given(self, kind):
        return [links for links in getattr(self.shape, kind) if links.name in self.values]

    def place_of(self, name) -> Place:
        return self.places.get(name, self.place)

    @property
    def all_parts(self) -> Iterator["Entry"]:
        for parts in self.parts.values():
            yield from parts

    @property
    def family(self) -> list["Entry"]:
        """The entry and its parts."""
        return [self, *self.all_parts]


def names_of(entry):
    """Place, and model, key, plain name and reference, of an entry and of its parts."""
    name = entry.values.get(entry.shape.handle)
    if not name:
        return
    reference = entry.values.get("reference", "")
    yield entry.place_of(entry.shape.handle), (entry.shape.model, entry.id, name, reference)
    for part in entry.all_parts:
        values = {**dict.fromkeys(part.shape.fields, ""), **part.values}
        yield part.place, (part.shape.model, part.id, name_of_part(part.id, part.shape.model, name, values))


def comparable(entry, collection):
    """The entry without the order of its parts, which the tables do not keep."""
    parts = {name: {part["id"]: part for part in entry[name]} for name in collection.parts if name in entry}
    return {**entry, **parts}


def fingerprint(entry, collection):
    """SHA-256 of what an entry says."""
    text = json.dumps(comparable(entry, collection), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
