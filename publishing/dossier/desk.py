"""The tables of the desk as a dossier would write them."""

import hashlib
import json
from collections import defaultdict

from publishing.dossier.names import Names, handle, name_of_part
from publishing.dossier.shapes import Link, Links, short_key


class Desk:
    """Every publishable row, read at once: plain entries by collection and key, and their names."""

    def __init__(self, collections):
        self.collections = collections
        self.names = Names()
        self.owned = defaultdict(list)  # (model, key, name) of every row of a record, by the record's key
        rows = {shape: self._rows(shape) for c in collections.values() for shape in c.shapes}
        for collection in collections.values():
            self._name(collection, rows)
        self._links = {f: self._targets(f) for shape in rows for f in shape.many}
        self.entries = {c.name: self._entries(c, rows) for c in collections.values()}

    def _rows(self, shape):
        ordering = ["reference"] if "reference" in shape.fields else shape.model._meta.ordering
        return list(shape.model._base_manager.order_by(*ordering, "pk"))

    def _name(self, collection, rows):
        for row in rows[collection]:
            self._add(collection.model, row.pk, getattr(row, collection.handle), owner=str(row.pk))
        for part in collection.parts.values():
            owner_column = part.owner.attname
            for row in rows[part]:
                owner_id = str(getattr(row, owner_column))
                owner_name = self.names.name(collection.model, owner_id)
                name = name_of_part(str(row.pk), part.model, owner_name, vars(row))
                self._add(part.model, row.pk, name, owner=owner_id)

    def _add(self, model, row_id, name, owner):
        self.names.add(model, str(row_id), name)
        self.owned[owner].append((model, str(row_id), name))

    def _targets(self, links):
        found = defaultdict(list)
        for own, target in links.through._base_manager.values_list(links.own_column, links.target_column):
            found[str(own)].append(self.names.name(links.target, target))
        return {own: sorted(names, key=handle) for own, names in found.items()}

    def _entries(self, collection, rows):
        entries = {str(row.pk): self._entry(collection, row) for row in rows[collection]}
        for part in collection.parts.values():
            for row in rows[part]:
                owner, entry = entries[str(getattr(row, part.owner.attname))], self._entry(part, row)
                if part.name not in collection.link_rows or collection.link_rows[part.name].says_more(entry):
                    owner.setdefault(part.name, []).append(entry)
        return entries

    def _entry(self, shape, row):
        values = {field.name: self._value(field, row) for field in shape.fields.values()}
        kept = {name: v for name, v in values.items() if v is not None and v != shape.fields[name].default}
        return {"id": str(row.pk), **kept}

    def _value(self, field, row):
        if isinstance(field, Links):
            return self._links[field].get(str(row.pk), [])
        if isinstance(field, Link):
            return self.names.name(field.target, getattr(row, field.field.attname))
        return field.of(row)


def comparable(entry, collection):
    """The entry without the order of its parts, which the tables do not keep."""
    parts = {name: {part["id"]: part for part in entry[name]} for name in collection.parts if name in entry}
    return {**entry, **parts}


def fingerprint(entry, collection):
    """SHA-256 of what an entry says."""
    text = json.dumps(comparable(entry, collection), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_short(part, model, owner_id, derived_id):
    """Whether nothing but its `dossier_key` needs to be written of a part."""
    if not (word := short_key(model)):
        return False
    text = part.get(word[1], "")
    return set(part) <= {"id", word[1]} and part["id"] == derived_id(owner_id, model, text)
