"""What a dossier may hold: collections of entries, described from the registry and the models.

Values are *plain*: text, numbers, booleans, lists and mappings, in one form only, so that what the files
say and what the tables hold can be compared and hashed. A link is the name of its target: the slug of a
record, the key of a vocabulary row; a part is named after its record (see `Names`).
"""

import re
import uuid
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modeltranslation.translator import NotRegistered, translator

from publishing.models import Part, Record
from publishing.registry import RECORD_TYPES

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


class Value:
    """A field that holds one value: text, number, date, choice."""

    def __init__(self, field):
        self.field, self.name = field, field.name
        self.is_text = isinstance(field, models.CharField | models.TextField)
        self.is_required = not (field.blank or field.has_default())

    @cached_property
    def default(self):
        """What a missing key means, in plain form."""
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
        is_boolean = isinstance(self.field, models.BooleanField)
        value = self.field.to_python(YAML_BOOLEANS.get(text, text) if is_boolean else text)
        if self.field.choices:
            refuse_unknown_choice(text, self.field)
        self.field.run_validators(value)
        return plain(value)

    def of(self, instance):
        return plain(getattr(instance, self.field.attname))

    def columns(self, value):
        return {self.field.attname: value if value is None else self.field.to_python(value)}


YAML_BOOLEANS = {"true": True, "false": False}


def refuse_foreign_reference(text, model):
    prefix = model.reference_prefix
    if text and not re.fullmatch(rf"AES-{prefix}-\d{{4}}-\d{{3,5}}", text):
        raise ValidationError(
            _("« %(text)s » n’a pas la forme d’une référence : AES-%(prefix)s-2025-001")
            % {"text": text, "prefix": prefix}
        )


def refuse_unknown_choice(text, field):
    choices = [str(key) for key, _label in field.flatchoices]
    if text not in choices:
        raise ValidationError(
            _("choix inconnu « %(choice)s » ; choix admis : %(choices)s")
            % {"choice": text, "choices": ", ".join(choices)}
        )


class Texts:
    """A translated field: a mapping from languages to texts, French first."""

    is_text = True

    def __init__(self, field, columns):
        self.field, self.name = field, field.name
        self.by_language = {column.language: column for column in columns}
        self.is_required = not field.blank
        self.default = {}

    def of(self, instance):
        texts = {code: getattr(instance, column.attname) for code, column in self.by_language.items()}
        return {code: texts[code] for code, _name in settings.LANGUAGES if texts.get(code)}

    def columns(self, value):
        return {column.attname: value.get(code, "") for code, column in self.by_language.items()}


class Items:
    """An array of texts."""

    is_text = True
    is_required = False

    def __init__(self, field):
        self.field, self.name, self.default = field, field.name, []

    def parse_item(self, text):
        item = self.field.base_field
        if item.choices:
            refuse_unknown_choice(text, item)
        item.run_validators(text)
        return text

    def of(self, instance):
        return list(getattr(instance, self.field.attname))

    def columns(self, value):
        return {self.field.attname: value}


class Link:
    """A foreign key: the name of its target."""

    default = None

    def __init__(self, field):
        self.field, self.name, self.target = field, field.name, concrete(field.related_model)
        self.is_required = not field.blank


class Links:
    """A many-to-many field: the names of its targets."""

    is_required = False

    def __init__(self, field):
        self.field, self.name, self.target, self.default = field, field.name, concrete(field.related_model), []
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


def concrete(model):
    return model._meta.concrete_model


class Shape:
    """What an entry of one model may say: its fields in order, the links it holds, the parts it owns."""

    def __init__(self, model):
        self.model = model
        self.fields = {field.name: field for field in self._fields()}
        self.links = [field for field in self.fields.values() if isinstance(field, Link)]
        self.many = [field for field in self.fields.values() if isinstance(field, Links)]
        self.link_rows = {field.accessor: field for field in self.many if isinstance(field, LinkRows)}

    def _fields(self):
        meta, owner = self.model._meta, getattr(self.model, "owner_field", None)
        columns = [f for f in meta.concrete_fields if not (f.primary_key or f.generated or f.name == owner)]
        translated = self._translated()
        kept = [f for f in columns if not any(f in texts for texts in translated.values())]
        inherited = {f.name for base in self.model.__mro__[1:] for f in abstract_fields(base)}
        for field in sorted([*kept, *meta.local_many_to_many], key=lambda f: self._place(f, inherited)):
            if field.name in translated:
                yield Texts(field, translated[field.name])
            else:
                yield shape_of(field)

    def _translated(self):
        try:
            options = translator.get_options_for_model(self.model)
        except NotRegistered:
            return {}
        return {name: list(columns) for name, columns in options.all_fields.items()}

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


def shape_of(field):
    if field.many_to_many:
        return Links(field) if field.remote_field.through._meta.auto_created else LinkRows(field)
    if field.is_relation:
        return Link(field)
    return Items(field) if hasattr(field, "base_field") else Value(field)


class PartList(Shape):
    """The parts of one kind that a record owns."""

    def __init__(self, model):
        super().__init__(model)
        self.owner = model._meta.get_field(model.owner_field)
        self.name = self.owner.remote_field.get_accessor_name()


class Collection(Shape):
    """The entries of one publishable model, records or vocabulary."""

    def __init__(self, record_type):
        super().__init__(record_type.model)
        app = self.model._meta.app_config
        self.name = plural(self.model)
        self.label = self.model._meta.label_lower
        self.parts = {part.name: part for part in map(PartList, map(app.get_model, record_type.part_names))}
        self.is_record = issubclass(self.model, Record)
        self.handle = "slug" if self.is_record else "key"

    @property
    def file_name(self):
        has_titles = self.is_record or hasattr(self.model, "title_field")  # a row of vocabulary has a name alone
        return f"{self.name}.yaml" if has_titles else "vocabulary.yaml"

    @property
    def shapes(self):
        return [self, *self.parts.values()]


def plural(model):
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    return f"{name}es" if name.endswith("s") else f"{name}s"


def collections():
    """Every collection of the registry by name."""
    found = map(Collection, RECORD_TYPES.values())
    return {collection.name: collection for collection in found}


def short_key(model):
    """The word and the field by which citations name a part of this model, or None: see `Part.dossier_key`."""
    return model.dossier_key if issubclass(model, Part) else None
