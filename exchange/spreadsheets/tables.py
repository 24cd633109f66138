"""Tables of every record type and kind of part, as resources of django-import-export made from the registry.

A record is known by its reference (vocabulary by its key), a part by its `id`; blank, it is a new one. A part also
says whose it is, by the reference or the slug of its record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from tablib import Dataset

from exchange.schema.errors import did_you_mean
from exchange.schema.names import DeskNames, permanent_field
from exchange.schema.record_types import Collection, FlatTable, Shape
from exchange.schema.text import normal
from exchange.spreadsheets.cells import Cell, CellWidget, cells_of, link_widget
from exchange.spreadsheets.sheets import Sheet
from publishing.history.translation_status import SOURCE
from publishing.registry import RecordType, translated_fields
from publishing.slugs import free_slug, title_column

REFERENCE = "reference"


class RowResource(ModelResource):
    """What importing does with each row, whatever its model."""

    shape: Shape
    names: DeskNames

    @classmethod
    def get_display_name(cls):
        return cls.__name__

    def get_queryset(self):
        return self._meta.model._base_manager.prefetch_related(*(links.name for links in self.shape.many))

    def import_instance(self, instance, row, **kwargs):
        """Every column is read before any is refused, links included."""
        errors = {}
        for field in self.get_import_fields():
            if field.column_name not in row or field.column_name in self._meta.import_id_fields:
                continue
            try:
                if field.attribute in self.many:
                    field.clean(row)
                else:
                    self.refuse_other_owner(field, instance, row)
                    self.refuse_other_copy(field, instance, row)
                    field.save(instance, row, **kwargs)
            except (ValidationError, ValueError) as error:
                errors[field.attribute] = ValidationError(getattr(error, "messages", [str(error)]))
        self.name_new(instance, row)
        if errors:
            raise ValidationError(errors)

    def refuse_other_owner(self, field, instance, row):
        owner = getattr(self.shape, "owner", None)
        is_owner = owner and field.attribute == owner.attname and not instance._state.adding
        if is_owner and field.clean(row) != getattr(instance, owner.attname):  # type: ignore[union-attr]  # asked just above
            raise ValidationError(_("une partie ne change pas de fiche."))

    def refuse_other_copy(self, field, instance, row):
        """A file changes nothing of what an upload has said of its copy."""
        copy = instance.copy_fields
        if field.attribute in copy and getattr(instance, copy[0]) and field.clean(row) != field.get_value(instance):
            raise ValidationError(_("ce champ décrit la copie déposée : seul un dépôt le change."))

    @property
    def many(self) -> set[str]:
        return {links.name for links in self.shape.many}

    def name_new(self, instance, row) -> None:
        """A new record without an address has one from its title; a new row of vocabulary its key."""
        if instance._state.adding and "key" in self._meta.import_id_fields:
            instance.key = row["key"]
        if hasattr(instance, "reference_prefix") and not instance.slug:
            instance.slug = free_slug(instance, getattr(instance, title_column(type(instance))))

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """As the model says; besides, French is required, and columns without a language say nothing."""
        errors = dict(import_validation_errors or {})
        for name in translated_fields(type(instance)):
            column = f"{name}_{SOURCE}"
            required = not type(instance)._meta.get_field(name).blank
            if required and not getattr(instance, column) and column not in errors:
                errors[column] = ValidationError(_("ce texte est obligatoire en français."))
        left_out = {*errors, *translated_fields(type(instance)), REFERENCE if instance._state.adding else ""}
        left_out |= {self.field_of(attribute) for attribute in errors}
        try:
            instance.full_clean(exclude=left_out, validate_unique=validate_unique)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def field_of(self, attribute: str) -> str:
        """The field behind an attribute: `organ` behind `organ_id`."""
        return next((f.name for f in self._meta.model._meta.concrete_fields if f.attname == attribute), attribute)


@dataclass(frozen=True)
class SheetTable(FlatTable):
    """The rows of one model in a workbook."""

    names: DeskNames

    @property
    def id_column(self) -> str:
        return "id" if self.shape.is_part else permanent_field(self.shape.model)

    @property
    def cells(self) -> dict[str, Cell]:
        """Its columns: what a row is, whose it is, then its fields."""
        left_out = {self.id_column, *self.shape.model.copy_fields[:1]}
        fields = [f for f in self.shape.fields.values() if f.field.editable and f.name not in left_out]
        found = [*self.identity(), *(cell for field in fields for cell in cells_of(field, self.names))]
        return {cell.column_name: cell for cell in found}

    def identity(self) -> list[Cell]:
        """The key of a part, none for a new one, and its record; else the reference or key of the row."""
        if not self.shape.is_part:
            return [Cell(self.id_column, CellWidget())]
        key = CellWidget(lambda text: UUID(text) if text else None, str)
        owner = self.shape.owner
        widget = link_widget(self.shape.collection.model, self.names)
        return [Cell("id", key), Cell(owner.name, widget, attribute=owner.attname)]

    @property
    def resource(self) -> RowResource:
        """The resource of django-import-export that reads and writes its rows."""
        cells = self.cells
        options = {
            "model": self.shape.model,
            "fields": list(cells),
            "import_id_fields": [self.id_column],
            "instance_loader_class": CachedInstanceLoader,
            "clean_model_instances": True,
            "skip_unchanged": True,
            "report_skipped": True,
            "skip_html_diff": True,
            "store_instance": True,
        }
        body = {**cells, "Meta": type("Meta", (), options), "shape": self.shape, "names": self.names}
        return type(f"{self.shape.model.__name__}Resource", (RowResource,), body)()

    # Out

    def sheet(self, ids: Iterable) -> Sheet:
        """Its rows of these records, every column."""
        resource, model = self.resource, self.shape.model
        owner = self.shape.owner.name if self.shape.is_part else "pk"
        rows = resource.get_queryset().filter(**{f"{owner}__in": list(ids)})
        rows = rows.order_by(*([owner] if self.shape.is_part else []), *model._meta.ordering, "pk")
        data = resource.export(rows)
        return Sheet(self.name, list(data.headers), list(enumerate(map(list, data), start=2)))

    # In

    def errors_of(self, sheet: Sheet) -> list[tuple[int, str, str]]:
        """What is wrong with the columns of a sheet: line, column, words."""
        columns = list(self.cells)
        found = []
        for column in sheet.columns:
            if column not in columns:
                words = _("colonne inconnue") if column else _("une colonne n’a pas de nom")
                found.append((1, column, words + (did_you_mean(column, columns) or ".")))
            elif sheet.columns.count(column) > 1:
                found.append((1, column, _("colonne donnée deux fois.")))
        if self.id_column not in sheet.columns:
            found.append((1, self.id_column, _("cette colonne manque.")))
        return found

    def unknown_rows(self, sheet: Sheet) -> Iterator[tuple[int, str, str]]:
        """Rows that claim to be what nothing is, or what another row is already."""
        position, model = sheet.columns.index(self.id_column), self.shape.model
        seen: dict = {}
        known = {str(value) for value in model._base_manager.values_list(self.id_column, flat=True)}
        for number, row in sheet.rows:
            name = row[position] = row[position].strip()
            if name and name in seen:
                words = _("déjà à la ligne %(line)d.") % {"line": seen[name]}
                yield number, self.id_column, words
            elif name and self.id_column != "key" and name not in known:
                words = _("« %(name)s » n’existe pas ; laissez vide pour une nouvelle ligne.") % {"name": name}
                yield number, self.id_column, words
            elif not name and self.id_column == "key":
                yield number, self.id_column, _("ce champ est obligatoire.")
            seen.setdefault(name, number)

    def owner_keys(self, sheet: Sheet) -> set:
        """The keys of the records that its rows are, or are parts of; new records have none yet."""
        rows = self.shape.model._base_manager.filter(**{f"{self.id_column}__in": named_in(sheet, self.id_column)})
        keys = set(rows.values_list(self.shape.owner.attname if self.shape.is_part else "pk", flat=True))
        if self.shape.is_part and self.shape.owner.name in sheet.columns:
            model = self.shape.collection.model
            named = (self.names.id(model, name) for name in named_in(sheet, self.shape.owner.name))
            keys |= {UUID(row_id) for row_id in named if row_id}
        return keys

    def dataset(self, sheet: Sheet) -> Dataset:
        return Dataset(*([normal(cell) for cell in row] for _number, row in sheet.rows), headers=sheet.columns)


def named_in(sheet: Sheet, column: str) -> list[str]:
    """What the cells of a column say, blank ones left out."""
    position = sheet.columns.index(column)
    return [name for _number, row in sheet.rows if (name := row[position].strip())]


def tables_of(kind: RecordType) -> dict[str, SheetTable]:
    """The tables of a record type by name: its records, then each kind of its parts."""
    names = DeskNames()
    return {shape.table_name: SheetTable(shape, names) for shape in Collection(kind).shapes}


def legend(tables: dict[str, SheetTable]) -> list[list[str]]:
    """What each column of each table is called on the desk, and what it may say."""
    rows = []
    for table in tables.values():
        labels = labels_of(table)
        rows += [[table.name, column, *labels.get(column, ("", ""))] for column in table.cells]
    return rows


def labels_of(table: SheetTable) -> dict[str, tuple[str, str]]:
    found = {
        "id": ("", _("laissé vide : une nouvelle ligne")),
        REFERENCE: (_("référence"), _("laissée vide : une nouvelle fiche")),
    }
    for field in table.shape.fields.values():
        choices = ", ".join(str(key) for key, _label in getattr(field.field, "flatchoices", ()))
        found = {name: (title, choices) for name, title in field.titles().items()} | found
    return found
