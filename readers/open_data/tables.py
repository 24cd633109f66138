"""The same as flat tables: one for each record type, kind of part and vocabulary, named after its model."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse

from exchange.schema.fields import SchemaField, Texts
from exchange.schema.record_types import Collection, FlatTable, collections
from exchange.schema.text import joined
from publishing.rich.fields import RichTextField
from publishing.rich.plain import as_text
from readers.addresses import absolute
from readers.open_data.content import HEADLINE, Register, is_headlined, value_of

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


class ExportTable(FlatTable):
    """The rows of one model; those of a part begin with the record they are of."""

    @property
    def columns(self) -> list[Column]:
        fields = [column for field in self.shape.fields.values() for column in columns_of(field)]
        return [Column("id", "id"), *self._identity(), *fields, *self._headline()]

    def _headline(self) -> list[Column]:
        """Where a record stands, last."""
        is_told = not self.shape.is_part and is_headlined(self.shape.collection)
        return [Column(name, str(title)) for name, title in HEADLINE.items()] if is_told else []

    def _identity(self) -> list[Column]:
        """By what a row is found: the record that a part is of, the permanent address of a record."""
        if self.shape.is_part:
            owner = self.shape.owner
            return [Column(owner.name, str(owner.verbose_name))]
        return [Column("url", "url")] if self.shape.is_record else []

    def rows(self, register: Register) -> list[list[str]]:
        collection = self.shape.collection
        entries = register.entries[collection.name]
        if not self.shape.is_part:
            told = register.headlines[collection.name]
            return [
                [*own_cells(collection, entry), *self._cells(entry), *told.get(entry["id"], {}).values()]
                for entry in entries
            ]
        return [
            [row["id"], entry[collection.handle], *self._cells(row)]
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


def tables() -> dict[str, ExportTable]:
    """Every table by name, parts after the records they are of."""
    shapes = (shape for collection in collections().values() for shape in collection.shapes)
    return {shape.table_name: ExportTable(shape) for shape in shapes}


def columns_of(field: SchemaField) -> list[Column]:
    """One column, or one for each public language."""
    kind = next((kind for model, kind in KINDS.items() if isinstance(field.field, model)), "string")
    return [Column(name, title, kind) for name, title in field.titles(settings.PUBLIC_LANGUAGES).items()]


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
        return joined(map(cell, value))
    if isinstance(value, dict):
        return ", ".join(value.values())
    return "" if value is None else str(value)
