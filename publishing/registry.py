"""Which models are record types, and which tables make up one record of each.

A record type declares itself with one decorator; `publishing` and `editions`
learn everything they need about it from here and import no record type.
"""

from collections.abc import Callable

RECORD_TYPES: dict[type, "RecordType"] = {}


class RecordType:
    """A publishable model: its parts, and the tables one record is made of."""

    def __init__(self, model, parts=()):
        self.model = model
        self.part_names = tuple(parts)


def publishable(*, parts: tuple[str, ...] = ()) -> Callable[[type], type]:
    """Register the decorated model as a record type whose parts are the named models of its app."""

    def register(model):
        RECORD_TYPES[model] = RecordType(model, parts)
        return model

    return register
