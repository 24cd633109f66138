"""Entries of a PDF's dictionaries, whether they stand there or are named there."""

from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject


def resolved(found):
    return found.get_object() if isinstance(found, IndirectObject) else found


def entry(holder: DictionaryObject, key: str, default: object = None) -> Any:
    """The entry itself; the default when there is none."""
    found = resolved(holder.raw_get(key)) if key in holder else None
    return default if found is None else found


def dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key; an empty one when there is none."""
    found = entry(holder, key)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
