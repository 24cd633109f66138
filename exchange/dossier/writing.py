"""Writing entries to the tables, and learning from the schema what it objects to."""

import re
import uuid
from collections import defaultdict
from typing import Any

from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.dossier.entries import Entry
from exchange.schema.errors import Message
from exchange.schema.fields import COMPUTED, Link, LinkRows
from publishing.models.reference import ReferenceCounter
from publishing.snapshots import DESK, delete_rows, ids_by_type


class Writer:
    """Writes entries whose links are known by `names`; what the schema refuses gathers in `errors`.

    Rows are deleted and inserted again: foreign keys are deferred, so neither the order of the tables nor an
    exchange of unique values matters. `whole` is the place of what cannot be laid to one entry.
    """

    def __init__(self, names, errors, whole):
        self.names, self.errors, self.whole = names, errors, whole

    def replace(self, entries):
        """Write the entries in place of what there is of them."""
        allocate_references(entries)
        delete_rows(ids_by_type(rows_of(entries)), DESK)  # what points at them is checked when all are back
        self.insert(entries)
        self.insert_links(entries)
        self.ask_the_schema()

    def insert(self, entries):
        for shape, family in by_shape(entries).items():
            self._insert_rows(shape, [(row, self._row(row, owner)) for row, owner in family])

    def _row(self, entry, owner):
        instance = entry.shape.model(id=entry.id)
        if entry is not owner:
            setattr(instance, entry.shape.owner.attname, owner.id)
        for shape_field in entry.shape.fields.values():
            for column, value in self._columns(shape_field, entry).items():
                setattr(instance, column, value)
        return instance

    def _columns(self, shape_field, entry):
        value = entry.values.get(shape_field.name, shape_field.default)
        if value is COMPUTED or shape_field in entry.shape.many:
            return {}
        if isinstance(shape_field, Link):
            return {shape_field.field.attname: self.names.id(shape_field.target, value) if value else None}
        return shape_field.columns(value)

    def _insert_rows(self, shape, rows):
        """All at once; if the schema refuses any, one by one, to say which."""
        try:
            with atomic():
                shape.model._base_manager.bulk_create([instance for _entry, instance in rows])
        except IntegrityError:
            for entry, instance in rows:
                self._insert_row(entry, instance)

    def _insert_row(self, entry, instance):
        try:
            with atomic():
                type(instance)._base_manager.bulk_create([instance])
        except IntegrityError as error:
            self._refused(entry.place, error, type(instance))

    def insert_links(self, entries):
        through: defaultdict[Any, list] = defaultdict(list)
        for entry in entries:
            for row in entry.family:
                for links in row.shape.many:
                    through[links.through] += self._links(row, links)
        for model, links in through.items():
            model._base_manager.bulk_create(links)

    def _links(self, row, links):
        names = row.values.get(links.name, ())
        if not isinstance(links, LinkRows):
            made = [{links.own_column: row.id, links.target_column: self.names.id(links.target, n)} for n in names]
            return [links.through(**columns) for columns in made]
        parts = {part.values[links.target_field] for part in row.parts.get(links.accessor, ())}
        return [links.row(row.id, self.names.id(links.target, name)) for name in names if name not in parts]

    def ask_the_schema(self):
        """Foreign keys are checked now: what is left of the desk may point at a part that goes."""
        try:
            with atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except IntegrityError as error:
            if not self.errors:  # else it may follow from what was left out
                self._refused(self.whole, error)

    def _refused(self, place, error, model=None):
        """What the schema refuses, in words: those of the constraint where it has its own."""
        diagnosis = error.__cause__.diag
        constraints = {c.name: c for c in model._meta.constraints} if model else {}
        constraint = constraints.get(diagnosis.constraint_name)
        if constraint and constraint.violation_error_message != constraint.default_violation_error_message:
            message = constraint.violation_error_message
        else:
            detail = re.sub(r"\s+", " ", diagnosis.message_detail or diagnosis.message_primary)
            message = _("refusé par la règle « %(rule)s » de la base : %(detail)s") % {
                "rule": diagnosis.constraint_name,
                "detail": detail,
            }
        self.errors.append(Message(place, str(message)))


def by_shape(entries):
    """The rows to write by table, parts after their records, each with the entry that owns it."""
    families: dict = {}
    for entry in entries:
        families.setdefault(entry.shape, []).append((entry, entry))
    for entry in entries:
        for part in entry.all_parts:
            families.setdefault(part.shape, []).append((part, entry))
    return families


def allocate_references(entries):
    """Give a reference to records that come without, and take account of those that come with one."""
    given = [entry.values["reference"] for entry in entries if "reference" in entry.values]
    highest = {reference.rpartition("-")[0]: reference for reference in sorted(given)}
    for reference in highest.values():
        ReferenceCounter.objects.note(reference)
    for entry in entries:
        if "reference" in entry.shape.fields and "reference" not in entry.values:
            entry.values["reference"] = allocated_reference(entry)


def allocated_reference(entry: Entry) -> str:
    record = entry.shape.model()
    for shape_field in entry.shape.fields.values():
        if shape_field.name in entry.values and hasattr(shape_field, "columns"):
            for column, value in shape_field.columns(entry.values[shape_field.name]).items():
                setattr(record, column, value)
    return ReferenceCounter.objects.allocate(record.reference_prefix, record.year or timezone.localdate().year)


def rows_of(entries):
    """Models that stand for the entries, to those who only ask for type and key."""
    return [entry.shape.model(pk=uuid.UUID(entry.id)) for entry in entries]
