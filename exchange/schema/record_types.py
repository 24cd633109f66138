"""Record types as files hold them: collections of entries with their parts, from the registry and the models."""

import re
from dataclasses import dataclass
from typing import Any

from exchange.schema.fields import Link, LinkRows, Links, Texts, schema_field
from exchange.schema.names import handle_field, part_list_name
from publishing.registry import RECORD_TYPES, translated_fields


class Shape:
    """What an entry of one model may say: its fields in order, the links it holds, the parts it owns."""

    is_part = False
    name: str
    collection: "Collection"
    owner: Any  # the link of a part to its record; none for a record
    is_record: bool
    parts: dict[str, "PartList"] = {}

    def __init__(self, model):
        self.model = model
        self.fields = {field.name: field for field in self._fields()}
        self.links = [field for field in self.fields.values() if isinstance(field, Link)]
        self.many = [field for field in self.fields.values() if isinstance(field, Links)]
        self.link_rows = {field.accessor: field for field in self.many if isinstance(field, LinkRows)}

    def _fields(self):
        meta, owner = self.model._meta, getattr(self.model, "owner_field", None)
        columns = [f for f in meta.concrete_fields if not (f.primary_key or f.generated or f.name == owner)]
        translated = translated_fields(self.model)
        kept = [f for f in columns if not any(f in texts for texts in translated.values())]
        inherited = {f.name for base in self.model.__mro__[1:] for f in abstract_fields(base)}
        for field in sorted([*kept, *meta.local_many_to_many], key=lambda f: self._place(f, inherited)):
            if field.name in translated:
                yield Texts(field, translated[field.name])
            else:
                yield schema_field(field)

    @property
    def table_name(self):
        """The name of the model in the plural: `decision_steps`."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", self.model.__name__).lower()
        return f"{name}es" if name.endswith("s") else f"{name}s"

    @staticmethod
    def _place(field, inherited):
        """Identity first, then what is particular to the type, then what all share, evidence last."""
        first = ["reference", "slug", "key"]
        if field.name in first:
            return 0, first.index(field.name)
        return 1 + (field.name in inherited) * (1 + bool(field.many_to_many)), field.creation_counter


def abstract_fields(base):
    meta = getattr(base, "_meta", None)
    return [*meta.local_fields, *meta.local_many_to_many] if meta and meta.abstract else []


class PartList(Shape):
    """The parts of one kind that a record owns."""

    is_part = True

    def __init__(self, model, collection):
        super().__init__(model)
        self.collection = collection
        self.owner = model._meta.get_field(model.owner_field)
        self.name = part_list_name(model)


class Collection(Shape):
    """The entries of one publishable model, records or vocabulary."""

    def __init__(self, record_type):
        super().__init__(record_type.model)
        self.collection = self
        self.name = self.table_name
        self.label = record_type.label
        self.parts = {part.name: part for part in (PartList(model, self) for model in record_type.parts)}
        self.is_record = record_type.has_address
        self.handle = handle_field(self.model)

    @property
    def file_name(self):
        has_titles = self.is_record or self.model.title_field != "name"  # a row of vocabulary has a name alone
        return f"{self.name}.yaml" if has_titles else "vocabulary.yaml"

    @property
    def shapes(self):
        return [self, *self.parts.values()]


def collections():
    """Every collection of the registry by name."""
    found = map(Collection, RECORD_TYPES.values())
    return {collection.name: collection for collection in found}


@dataclass(frozen=True)
class FlatTable:
    """The rows of one model, records or parts, one under the other; named after the model."""

    shape: Shape

    @property
    def name(self) -> str:
        return self.shape.table_name

    @property
    def title(self) -> str:
        return str(self.shape.model._meta.verbose_name_plural)
