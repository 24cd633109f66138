"""Cells: how one column of a table reads a field and writes it, for django-import-export."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget, Widget

from exchange.dossier.shapes import Items, Link, Links, Texts, Value, plain
from exchange.spreadsheets.names import Names, joined, separated
from publishing.rich.fields import RichTextField
from publishing.rich.foreign import refuse_foreign

YES, NO = {"oui", "yes", "true", "vrai", "1", "x"}, {"non", "no", "false", "faux", "0", ""}


def normal(text: str) -> str:
    """A text as forms keep it: line breaks of one kind, no space around."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").strip()


class Cell(Field):
    """A column of text. A cell that says what the field says already leaves it as it is, to the byte."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        if normal(row[self.column_name]) == normal(self.export(instance)):
            return
        if is_m2m:
            getattr(instance, self.attribute).set([linked.pk for linked in self.clean(row, **kwargs)])
        else:
            super().save(instance, row, **kwargs)


class TextWidget(Widget):
    def clean(self, value, row=None, **kwargs):
        return normal(value)

    def render(self, value, obj=None, **kwargs):
        return value or ""


class RichWidget(TextWidget):
    """A rich text: what it may not hold is refused, not taken out unseen."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs)
        refuse_foreign(text)
        return text


class ValueWidget(Widget):
    """A number, a date, a choice, yes or no."""

    def __init__(self, shape: Value):
        self.shape, self.field = shape, shape.field

    def clean(self, value, row=None, **kwargs):
        text = normal(value)
        if isinstance(self.field, models.BooleanField):
            return truth(text)
        if not text:
            return "" if self.shape.is_text and not self.field.null else None
        if self.field.choices or self.shape.is_text:
            return self.field.to_python(self.shape.parse(text))
        return self.field.formfield().clean(text)

    def render(self, value, obj=None, **kwargs):
        if isinstance(self.field, models.BooleanField):
            return "oui" if value else "non"
        if isinstance(value, datetime.datetime | datetime.date):
            return str(plain(value))
        return "" if value is None else str(plain(value))


def truth(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValidationError(_("« %(text)s » n’est ni oui ni non.") % {"text": text})


class ItemsWidget(Widget):
    """Several texts, in their order."""

    def __init__(self, shape: Items):
        self.shape = shape

    def clean(self, value, row=None, **kwargs):
        return [self.shape.parse_item(item) for item in separated(value)]

    def render(self, value, obj=None, **kwargs):
        return joined(value or [])


class LinkWidget(Widget):
    """The key of the row that a cell names."""

    def __init__(self, target: type[models.Model], names: Names):
        self.target, self.names = target, names

    def clean(self, value, row=None, **kwargs):
        name = normal(value)
        return found(self.target, name, self.names) if name else None

    def render(self, value, obj=None, **kwargs):
        return self.names.of(self.target).name(value)


class LinksWidget(ManyToManyWidget):
    """The rows that a cell names, as rows of which only the key is known."""

    def __init__(self, target: type[models.Model], names: Names):
        super().__init__(target)
        self.names = names

    def clean(self, value, row=None, **kwargs):
        target = self.model._meta.concrete_model
        return [target(pk=found(target, name, self.names)) for name in separated(value or "")]

    def render(self, value, obj=None, **kwargs):
        known = self.names.of(self.model)
        return joined(sorted(known.name(row.pk) for row in value.all())) if value is not None else ""


def found(target, name, names: Names):
    """The key of the row of that name; raises ValidationError with names that may have been meant."""
    if name not in names.of(target).keys:
        names.forget(target)  # the same file may just have made it
    known = names.of(target)
    if name in known.keys:
        return known.keys[name]
    words = _("aucun « %(kind)s » ne s’appelle « %(name)s »") % {"kind": target._meta.verbose_name, "name": name}
    if close := known.close_to(name):
        words += _(" ; vouliez-vous : %(close)s ?") % {"close": ", ".join(close)}
    raise ValidationError(words)


def cells_of(shape, names: Names) -> dict[str, Cell]:
    """The columns of one field of a record or part, by name: one for each language of a translated text."""
    if isinstance(shape, Texts):
        widget = RichWidget() if isinstance(shape.field, RichTextField) else TextWidget()
        columns = (column.name for column in shape.by_language.values())
        return {name: Cell(attribute=name, column_name=name, widget=widget) for name in columns}
    if isinstance(shape, Links):
        widget = LinksWidget(shape.target, names)
        return {shape.name: Cell(attribute=shape.name, column_name=shape.name, widget=widget)}
    if isinstance(shape, Link):
        widget = LinkWidget(shape.target, names)
        return {shape.name: Cell(attribute=shape.field.attname, column_name=shape.name, widget=widget)}
    widget = ItemsWidget(shape) if isinstance(shape, Items) else ValueWidget(shape)
    return {shape.name: Cell(attribute=shape.name, column_name=shape.name, widget=widget)}
