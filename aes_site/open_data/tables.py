"""The same as flat tables: one for each record type, kind of part and vocabulary, named after its model."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse

from aes_site.addresses import absolute
from aes_site.open_data.content import HEADLINE, SEPARATOR, Register, is_headlined, value_of
from publishing.dossier.names import wording
from publishing.dossier.shapes import Collection, Shape, Texts, collections, plural
from publishing.rich.fields import RichTextField
from publishing.rich.plain import as_text

KINDS = {
    models.BooleanField: "boolean",
    models.IntegerField: "integer",
    models.DecimalField: "number",
    models.DateTimeField: "datetime",
    models.DateField: "date",
}


@dataclass(frozen=True)
class Column:
    """A column: its name, what it is called in the active language, its type (Table Schema)."""

    name: str
    title: str
    kind: str = "string"


@dataclass(frozen=True)
class Table:
    """The rows of one model; those of a part begin with the record they are of."""

    name: str
    shape: Shape
    collection: Collection

    @property
    def is_part(self) -> bool:
        return self.shape is not self.collection

    @property
    def title(self) -> str:
        return str(self.shape.model._meta.verbose_name_plural)

    @property
    def columns(self) -> list[Column]:
        fields = [column for field in self.shape.fields.values() for column in columns_of(field)]
        return [Column("id", "id"), *self._identity(), *fields, *self._headline()]

    def _headline(self) -> list[Column]:
        """Where a record stands, last."""
        is_told = not self.is_part and is_headlined(self.collection)
        return [Column(name, str(title)) for name, title in HEADLINE.items()] if is_told else []

    def _identity(self) -> list[Column]:
        """By what a row is found: the record that a part is of, the permanent address of a record."""
        if self.is_part:
            owner = self.shape.owner
            return [Column(owner.name, str(owner.verbose_name))]
        return [Column("url", "url")] if self.collection.is_record else []

    def rows(self, register: Register) -> list[list[str]]:
        entries = register.entries[self.collection.name]
        if not self.is_part:
            told = register.headlines[self.collection.name]
            return [
                [*own_cells(self.collection, entry), *self._cells(entry), *told.get(entry["id"], {}).values()]
                for entry in entries
            ]
        return [
            [row["id"], entry[self.collection.handle], *self._cells(row)]
            for entry in entries
            for row in entry.get(self.shape.name, [])
        ]

    def _cells(self, row: dict) -> list[str]:
        cells, languages = [], settings.PUBLIC_LANGUAGES
        for name, field in self.shape.fields.items():
            value = value_of(self.shape, row, name)
            texts = isinstance(field, Texts)
            cells += [field_text(field, value.get(code, "")) for code in languages] if texts else [cell(value)]
        return cells


def tables() -> dict[str, Table]:
    """Every table by name, parts after the records they are of."""
    found = {}
    for collection in collections().values():
        found[collection.name] = Table(collection.name, collection, collection)
        for part in collection.parts.values():
            name = plural(part.model)
            found[name] = Table(name, part, collection)
    return found


def columns_of(field) -> list[Column]:
    """One column, or one for each public language."""
    title = str(field.field.verbose_name)
    if isinstance(field, Texts):
        return [Column(f"{field.name}_{code}", f"{title} ({code})") for code in settings.PUBLIC_LANGUAGES]
    kind = next((kind for model, kind in KINDS.items() if isinstance(field.field, model)), "string")
    return [Column(field.name, title, kind)]


def field_text(field: Texts, text: str) -> str:
    """The text of one cell: words alone, even of a rich text."""
    return as_text(text) if isinstance(field.field, RichTextField) else text


def own_cells(collection: Collection, entry: dict) -> list[str]:
    return [entry["id"], *([address_of(entry)] if collection.is_record else [])]


def address_of_table(name: str) -> str:
    """The path of a table as CSV, in the active language."""
    return reverse("data-table", args=[name])


def address_of(entry: dict) -> str:
    """The permanent address of a record, in no language."""
    return absolute(f"/r/{entry['reference']}")


def cell(value) -> str:
    """A plain value in one cell; nothing for none."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return SEPARATOR.join(map(wording, value))
    return wording(value) if isinstance(value, dict) else "" if value is None else str(value)
