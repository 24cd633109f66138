"""The tables that the connection reads, as entries in plain values."""

from collections import defaultdict

from exchange.schema.fields import Link, Links
from exchange.schema.names import Names, name_of_part, written


class Content:
    """Every publishable row, read at once: plain entries by collection and key, and their names."""

    def __init__(self, collections):
        self.collections = collections
        self.names = Names()
        self.owned = defaultdict(list)  # model, key, name and reference of every row of a record, by the record's key
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
            name, reference = getattr(row, collection.handle), getattr(row, "reference", "")
            self._add(str(row.pk), collection.model, row.pk, name, reference)
        for part in collection.parts.values():
            owner_column = part.owner.attname
            for row in rows[part]:
                owner_id = str(getattr(row, owner_column))
                owner_name = self.names.name(collection.model, owner_id)
                name = name_of_part(str(row.pk), part.model, owner_name, vars(row))
                self._add(owner_id, part.model, row.pk, name)

    def _add(self, owner, *told):
        self.names.add(*told)
        self.owned[owner].append(told)

    def _targets(self, links):
        found = defaultdict(list)
        for own, target in links.through._base_manager.values_list(links.own_column, links.target_column):
            found[str(own)].append(self.names.name(links.target, target))
        return {own: sorted(names, key=written) for own, names in found.items()}

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
