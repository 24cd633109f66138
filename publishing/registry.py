"""Which models are published, and which tables make up one record of each.

A record type declares itself with one decorator; `publishing` and `editions`
learn everything they need about it from here and import no record type.
Identifiers below are quoted as they leave this module in SQL.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db.models import Field, ForeignKey, Model, Prefetch, QuerySet
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

if TYPE_CHECKING:
    from modeltranslation.fields import TranslationField

    from publishing.models import Part, PublishableModel

RECORD_TYPES: dict[type[Model], "RecordType"] = {}


def quoted(name: str) -> str:
    """A table or column as an SQL identifier; our names hold no quotation mark."""
    return f'"{name}"'


@dataclass(frozen=True)
class RecordTable:
    """One of the tables that a record is made of: its row, its parts, or the links of either.

    `owner_column` holds the key of the record, or for the links of a part (`via`), that of the part.
    """

    model: type[Model]
    owner_column: str
    via: "RecordTable | None" = None

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields that travel: no generated column, nor the number of a link, which says nothing."""
        is_link = self.model._meta.auto_created
        return tuple(
            field
            for field in self.model._meta.concrete_fields
            if not field.generated and not (is_link and field.primary_key)
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(column_name(field) for field in self.fields)

    @cached_property
    def translations(self) -> dict[str, dict[str, str]]:
        """The column of each language, by translated field."""
        fields = translated_fields(self.model).items()
        return {name: {column.language: column_name(column) for column in columns} for name, columns in fields}

    @cached_property
    def base_columns(self) -> dict[str, str]:
        """Columns of modeltranslation that hold whichever language was active, with their French column."""
        language = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
        return {name: columns[language] for name, columns in self.translations.items()}

    @cached_property
    def own_columns(self) -> tuple[str, ...]:
        """The columns that say something: those by which two states of a record are compared."""
        return tuple(column for column in self.columns if column not in self.base_columns)

    @cached_property
    def references(self) -> tuple[ForeignKey, ...]:
        """The foreign keys to other rows, the one to the owner left out."""
        return tuple(
            field
            for field in self.fields
            if isinstance(field, ForeignKey)
            and field.db_constraint  # type: ignore[attr-defined]  # the stubs leave it out
            and field.column != self.owner_column
        )

    def source(self, schema: str) -> str:
        """SQL after FROM, for the rows `a` of any number of records; `owner` is then their record."""
        rows = f"{schema}.{quoted(self.name)} a"
        if self.via is None:
            return rows
        part = f"{schema}.{quoted(self.via.name)} part"
        return f"{rows} JOIN {part} ON part.id = a.{quoted(self.owner_column)}"

    @property
    def owner(self) -> str:
        """SQL for the key of the record that a row of `source()` belongs to."""
        return f"part.{quoted(self.via.owner_column)}" if self.via else f"a.{quoted(self.owner_column)}"

    @property
    def is_part(self) -> bool:
        return hasattr(self.model, "owner_field")


class RecordType:
    """A publishable model, with its parts; the tables one record of it is made of, its row first."""

    def __init__(self, model: "type[PublishableModel]", part_names: Iterable[str] = ()):
        self.model = model
        self.part_names = tuple(part_names)

    def __repr__(self):
        return f"<RecordType {self.label}>"

    @property
    def label(self) -> str:
        """Its name in editions, addresses and the change log: `summits.decision`."""
        return self.model._meta.label_lower

    @property
    def has_address(self) -> bool:
        """Whether it is a record, with address, editions and feed, and not a row of vocabulary."""
        return hasattr(self.model, "reference_prefix")

    @cached_property
    def parts(self) -> "tuple[type[Part], ...]":
        """The models of its parts; raises LookupError if one is misnamed."""
        return tuple(apps.get_model(self.model._meta.app_label, name) for name in self.part_names)

    @cached_property
    def tables(self) -> tuple[RecordTable, ...]:
        row = RecordTable(self.model, column_name(self.model._meta.pk))
        parts = [RecordTable(part, _owner_column(part)) for part in self.parts]
        links = [*_links(self.model), *(link for part in parts for link in _links(part.model, via=part))]
        return (row, *parts, *links)

    @property
    def row(self) -> RecordTable:
        return self.tables[0]

    def part_rows(self, record: Model) -> "list[Part]":
        """The parts of one of its records; no statement for a record of `fetch()`."""
        return [row for part in self.parts for row in getattr(record, _reverse_name(part)).all()]

    def fetch(self, ids: Iterable) -> QuerySet:
        """Those records with everything one step away: foreign keys, links, parts, and theirs.

        Costs a fixed number of statements; what a record says of itself needs no other.
        """
        parts = [Prefetch(_reverse_name(part), _with_links(part, part.owner_field)) for part in self.parts]
        further = getattr(self.model, "headline_paths", ())
        return _with_links(self.model).filter(pk__in=list(ids)).prefetch_related(*parts, *further)


def publishable(*, parts: Iterable[str] = ()) -> Callable[[type[Model]], type[Model]]:
    """Register the decorated model as a record type whose parts are the named models of its app."""

    def register(model):
        RECORD_TYPES[model] = RecordType(model, parts)
        return model

    return register


def record_type_of(what) -> RecordType:
    """The record type of a model, a record or a label; a proxy is what it stands for.

    Raises LookupError for anything that is not published by itself.
    """
    model = apps.get_model(what) if isinstance(what, str) else what
    return RECORD_TYPES[model._meta.concrete_model]


@cache
def tables_by_model() -> dict[type[Model], tuple[RecordType, RecordTable]]:
    """Every table that is published, by its model (links have one too), with the record type it is of."""
    return {table.model: (kind, table) for kind in RECORD_TYPES.values() for table in kind.tables}


@cache
def references_to(model: type[Model]) -> tuple[tuple[RecordType, RecordTable, ForeignKey], ...]:
    """From where rows of that model are referred to, by other rows than their own record's."""
    return tuple(
        (kind, table, field)
        for kind, table in tables_by_model().values()
        for field in table.references
        if target_of(field) is model
    )


def target_of(field: ForeignKey) -> type[Model]:
    """The model that a foreign key points to."""
    return field.related_model._meta.concrete_model  # type: ignore[return-value]  # never abstract


def field_of(model: type[Model], name: str) -> Field:
    """The field of a model of that name."""
    return model._meta.get_field(name)  # type: ignore[return-value]  # never asked for what leads here from elsewhere


def column_name(field: "Field | TranslationField") -> str:
    """The column that holds a field."""
    return field.column  # type: ignore[return-value]  # none for fields without a column alone, such as many-to-many


def column_of(field_name: str, language: str) -> str:
    """The column of a translated field in one language: `name_fr`, `name_ff_adlm`."""
    return build_localized_fieldname(field_name, language)


def translated_fields(model: type[Model]) -> Mapping[str, Iterable["TranslationField"]]:
    """The fields that have one column per language, by name, with these columns as fields."""
    try:
        return translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return {}


def _owner_column(part):
    return part._meta.get_field(part.owner_field).column


def _reverse_name(part):
    return part._meta.get_field(part.owner_field).remote_field.get_accessor_name()


def _links(model, via=None):
    """The tables of the many-to-many links that start from a model; a link that is a part is one already."""
    throughs = ((field, field.remote_field.through) for field in model._meta.many_to_many)
    return [RecordTable(through, f.m2m_column_name(), via) for f, through in throughs if through._meta.auto_created]


def _with_links(model, *left_out):
    """A queryset of the model with its foreign keys and its many-to-many links."""
    keys = [field.name for field in model._meta.concrete_fields if field.many_to_one]
    links = [field.name for field in model._meta.many_to_many]
    rows = model._base_manager.select_related(*(key for key in keys if key not in left_out))
    return rows.prefetch_related(*links)
