"""The fields of a record type: what each holds in plain values, how files write it and how it is read back.

Values are *plain*: text, numbers, booleans, lists and mappings, in one form only, so that what the files
say and what the tables hold can be compared and hashed. A link is the name of its target (see `names`).
"""

import re
import uuid
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from editions.identity import PREFIX, current_identity
from exchange.schema.text import joined, separated, truth
from publishing.registry import target_of

COMPUTED = object()  # the default of a field that is worked out when the row is made


def plain(value):
    """The one form in which a dossier writes a value."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value:f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value)


class SchemaField:
    """A field of a model as files hold it; its `default` is what a missing key means, in plain form."""

    default: Any = None
    is_text = False
    is_required = False

    def __init__(self, field):
        self.field, self.name = field, field.name

    def titles(self, languages=None) -> dict[str, str]:
        """What the columns that hold it in a flat table are called, by name; of all languages if none are given."""
        return {self.name: str(self.field.verbose_name)}


class Value(SchemaField):
    """A field that holds one value: text, number, date, choice."""

    def __init__(self, field):
        super().__init__(field)
        self.is_text = isinstance(field, models.CharField | models.TextField)
        self.is_boolean = isinstance(field, models.BooleanField)
        self.is_required = not (field.blank or field.has_default())

    @cached_property
    def default(self):
        has_computed = self.field.has_default() and callable(self.field.default)
        if self.name == "reference" or has_computed:
            return COMPUTED
        return plain(self.field.get_default())

    def parse(self, text):
        """The plain value of what stands in a file; ValidationError if the field does not take it."""
        if self.name == "reference":
            refuse_foreign_reference(text, self.field.model)
        if text is None or text == "":
            return "" if self.is_text and not self.field.null else None
        value = truth(text) if self.is_boolean else self.field.to_python(text)
        if self.field.choices:
            refuse_unknown_choice(text, self.field)
        self.field.run_validators(value)
        return plain(value)

    def parse_cell(self, text):
        """The value of a cell, where a date or a number may also be typed as in a form; blank is no, or nothing."""
        if self.is_boolean:
            return truth(text or "no")
        if self.is_text or self.field.choices or not text:
            return self.field.to_python(self.parse(text))
        return self.field.formfield().clean(text)

    def cell(self, value):
        if self.is_boolean:
            return "oui" if value else "non"
        return "" if value is None else str(plain(value))

    def of(self, instance):
        return plain(getattr(instance, self.field.attname))

    def columns(self, value):
        return {self.field.attname: value if value is None else self.field.to_python(value)}


def refuse_foreign_reference(text, model):
    """Which register's it is, is asked once all is read (`exchange.dossier.identity`)."""
    kind = model.reference_prefix
    if text and not re.fullmatch(rf"{PREFIX}-{kind}-\d{{4}}-\d{{3,5}}", text):
        raise ValidationError(
            _("« %(text)s » n’a pas la forme d’une référence : %(prefix)s-%(kind)s-2025-001")
            % {"text": text, "prefix": current_identity().prefix, "kind": kind}
        )


def refuse_unknown_choice(text, field):
    choices = [str(key) for key, _label in field.flatchoices]
    if text not in choices:
        raise ValidationError(
            _("choix inconnu « %(choice)s » ; choix admis : %(choices)s")
            % {"choice": text, "choices": ", ".join(choices)}
        )


class Texts(SchemaField):
    """A translated field: a mapping from languages to texts, French first."""

    is_text = True

    def __init__(self, field, columns):
        super().__init__(field)
        self.by_language = {column.language: column for column in columns}
        self.is_required = not field.blank
        self.default = {}

    def titles(self, languages=None):
        label, columns = self.field.verbose_name, self.by_language
        return {columns[code].name: f"{label} ({code})" for code in languages or columns}

    def of(self, instance):
        texts = {code: getattr(instance, column.attname) for code, column in self.by_language.items()}
        return {code: texts[code] for code, _name in settings.LANGUAGES if texts.get(code)}

    def columns(self, value):
        return {column.attname: value.get(code, "") for code, column in self.by_language.items()}


class Items(SchemaField):
    """An array of texts."""

    is_text = True

    def __init__(self, field):
        super().__init__(field)
        self.default = []

    def parse_item(self, text):
        item = self.field.base_field
        if item.choices:
            refuse_unknown_choice(text, item)
        item.run_validators(text)
        return text

    def parse_cell(self, text):
        return [self.parse_item(item) for item in separated(text)]

    def cell(self, value):
        return joined(value or [])

    def of(self, instance):
        return list(getattr(instance, self.field.attname))

    def columns(self, value):
        return {self.field.attname: value}


class Link(SchemaField):
    """A foreign key: the name of its target."""

    def __init__(self, field):
        super().__init__(field)
        self.target = target_of(field)
        self.is_required = not field.blank


class Links(SchemaField):
    """A many-to-many field: the names of its targets."""

    def __init__(self, field):
        super().__init__(field)
        self.target, self.default = target_of(field), []
        self.through = field.remote_field.through
        self.own_column = self.through._meta.get_field(field.m2m_field_name()).attname
        self.target_column = self.through._meta.get_field(field.m2m_reverse_field_name()).attname


class LinkRows(Links):
    """A many-to-many field whose links are parts: here by name, all of them; those that say more are parts besides."""

    def __init__(self, field):
        super().__init__(field)
        self.target_field = field.m2m_reverse_field_name()
        self.accessor = self.through._meta.get_field(self.through.owner_field).remote_field.get_accessor_name()

    def row(self, owner_id, target_id):
        """The link that says nothing more; its key follows from what it links."""
        key = uuid.uuid5(uuid.UUID(owner_id), str(target_id))
        return self.through(**{"id": key, self.own_column: owner_id, self.target_column: target_id})

    def says_more(self, part: dict) -> bool:
        """Whether a part, in plain form, says more than what it links to."""
        return bool(part.keys() - {"id", self.target_field})


def schema_field(field) -> SchemaField:
    """What a field of a model is in files, unless it is translated."""
    if field.many_to_many:
        return Links(field) if field.remote_field.through._meta.auto_created else LinkRows(field)
    if field.is_relation:
        return Link(field)
    return Items(field) if hasattr(field, "base_field") else Value(field)
