"""Cells: one column of a table for django-import-export, read and written as the schema says."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget, Widget

from exchange.schema.fields import Link, Links, SchemaField, Texts
from exchange.schema.names import DeskNames, read_name, written
from exchange.schema.text import admitted, joined, normal, separated


class Cell(Field):
    """A column of text. A cell that says what the field says already leaves it as it is, to the byte."""

    def __init__(self, name: str, widget: Widget, attribute: str = ""):
        super().__init__(attribute=attribute or name, column_name=name, widget=widget)

    def __deepcopy__(self, memo):
        return self  # a resource copies its fields, and with them every name that they know

    def save(self, instance, row, is_m2m=False, **kwargs):
        if normal(row[self.column_name]) == normal(self.export(instance)):
            return
        if is_m2m:
            getattr(instance, self.attribute).set([linked.pk for linked in self.clean(row, **kwargs)])
        else:
            super().save(instance, row, **kwargs)


class CellWidget(Widget):
    """What reads the text of a cell into a value, and writes a value as text."""

    def __init__(self, read: Callable = str, write: Callable = lambda value: value or ""):
        self.read, self.write = read, write

    def clean(self, value, row=None, **kwargs):
        return self.read(normal(value))

    def render(self, value, obj=None, **kwargs):
        return self.write(value)


class LinksWidget(ManyToManyWidget):
    """The rows that a cell names, as rows of which only the key is known."""

    def __init__(self, target, names: DeskNames):
        super().__init__(target)
        self.names = names

    def clean(self, value, row=None, **kwargs):
        return [self.model(pk=key_named(self.model, self.names, name)) for name in separated(value or "")]

    def render(self, value, obj=None, **kwargs):
        rows = value.all() if value is not None else ()
        return joined(sorted(written(self.names.name(self.model, row.pk)) for row in rows))


def link_widget(target, names: DeskNames) -> CellWidget:
    """Between the key of a row and its name."""
    return CellWidget(
        lambda name: key_named(target, names, name) if name else None,
        lambda pk: written(names.name(target, pk)) if pk else "",
    )


def key_named(target, names: DeskNames, text: str) -> UUID:
    """The key of the row of that name; raises ValidationError with names that may have been meant."""
    name = read_name(target, text)
    if not names.id(target, name):
        names.forget(target)  # the same file may just have made it
    if row_id := names.id(target, name):
        return UUID(row_id)
    raise ValidationError(names.unknown(target, name))


def cells_of(field: SchemaField, names: DeskNames) -> list[Cell]:
    """The columns of one field of a record or part: one for each language of a translated text."""
    if isinstance(field, Texts):
        columns = field.by_language.values()
        return [Cell(column.name, CellWidget(partial(admitted, column))) for column in columns]
    if isinstance(field, Links):
        return [Cell(field.name, LinksWidget(field.target, names))]
    if isinstance(field, Link):
        return [Cell(field.name, link_widget(field.target, names), attribute=field.field.attname)]
    return [Cell(field.name, CellWidget(field.parse_cell, field.cell))]  # type: ignore[attr-defined]  # what is left is a value
