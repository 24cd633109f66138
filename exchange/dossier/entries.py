"""What a file of a dossier holds, once read: entries in plain values, each with its place."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from exchange.dossier.names import name_of_part
from exchange.dossier.problems import Spot
from exchange.dossier.shapes import Shape


@dataclass
class Entry:
    """One entry of a file: a record, a vocabulary row or a part, in plain values without the defaults."""

    shape: Shape
    id: str
    spot: Spot
    values: dict = field(default_factory=dict)
    parts: dict[str, list["Entry"]] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    is_sound: bool = True

    def plain(self) -> dict:
        parts = {name: [part.plain() for part in parts] for name, parts in self.parts.items() if parts}
        return {"id": self.id, **self.values, **parts}

    def spot_of(self, name) -> Spot:
        return self.spots.get(name, self.spot)

    @property
    def all_parts(self) -> Iterator["Entry"]:
        for parts in self.parts.values():
            yield from parts

    @property
    def family(self) -> list["Entry"]:
        """The entry and its parts."""
        return [self, *self.all_parts]


def derived_id(owner_id, model, text):
    """The key of a part known by its `dossier_key` alone."""
    return str(uuid.uuid5(uuid.UUID(owner_id), f"{model.dossier_key[1]}:{text}"))


def names_of(entry):
    """Model, key and plain name of an entry and of its parts."""
    name = entry.values.get(entry.shape.handle)
    if not name:
        return
    yield entry.shape.model, entry.id, name, entry.spot_of(entry.shape.handle)
    for part in entry.all_parts:
        values = {**dict.fromkeys(part.shape.fields, ""), **part.values}
        yield part.shape.model, part.id, name_of_part(part.id, part.shape.model, name, values), part.spot
