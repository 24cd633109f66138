"""Bringing the desk in line with a dossier: all of it or nothing, and never over an editor's later change."""

import re
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from publishing.dossier.desk import Desk, comparable, fingerprint
from publishing.dossier.names import Names, wording
from publishing.dossier.problems import DossierError, Problem, Spot
from publishing.dossier.reading import Entry, Reader, names_of
from publishing.dossier.shapes import COMPUTED, Link, collections
from publishing.models import DossierEntry, ReferenceCounter
from publishing.publish import publish
from publishing.states import State, states

LOADED = gettext_noop("Un dossier de %(count)d fiches est publié")


@dataclass
class Report:
    """What a load did, or would do: names of entries."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)


class NothingWritten(Exception):  # noqa: N818 — not an error
    """Ends a transaction that must leave no trace."""


class Load:
    """One load of a dossier. `prepare()` reads and decides, `write()` writes; faults gather in `problems`."""

    def __init__(self, path: Path, *, force=False):
        self.path, self.force = path, force
        self.collections = collections()
        self.reader = Reader(self.collections)
        self.problems = self.reader.problems
        self.report = Report()

    def prepare(self):
        """Read the files and the desk; decide for each entry whether it is to be written."""
        self.entries = self.reader.read(self.path)
        self.desk = Desk(self.collections)
        self.last_loaded = {
            (kind, str(row_id)): sha
            for kind, row_id, sha in DossierEntry.objects.values_list("record_type", "record_id", "sha256")
        }
        self.pending = [entry for entry in self.entries if self._is_pending(entry)]
        self.names = self._names()
        self._check_links()

    # What is to be written

    def _is_pending(self, entry):
        collection, label = entry.shape, entry.spot.path
        self.report.counts[collection.name] += 1
        existing = self.desk.entries[collection.name].get(entry.id)
        if existing:
            keep_computed(entry, existing, collection)
        if existing and comparable(existing, collection) == comparable(entry.plain(), collection):
            self.report.unchanged.append(label)
            return False
        if not self.force and self._changed_at_the_desk(entry, existing):
            self.report.skipped.append(label)
            return False
        (self.report.updated if existing else self.report.created).append(label)
        return True

    def _changed_at_the_desk(self, entry, existing):
        """Whether an editor changed, made or deleted the row since it was last loaded."""
        known = self.last_loaded.get((entry.shape.label, entry.id))
        if existing is None:
            return known is not None
        return known != fingerprint(existing, entry.shape)

    # Names and links

    def _names(self):
        """The names that will hold after the load, each given once."""
        names, spots = Names(), {}
        replaced = {entry.id for entry in self.pending}
        for owner, rows in self.desk.owned.items():
            for model, row_id, name in rows if owner not in replaced else ():
                names.add(model, row_id, name)
        for entry in self.pending:
            for model, row_id, name, spot in names_of(entry):
                if (other := names.id(model, name)) and other != row_id:
                    entry.is_sound = False
                    where = spots.get(other, _("le bureau"))
                    self._problem(spot, _("« %(name)s » est déjà pris par %(where)s"), name=wording(name), where=where)
                spots[row_id] = spot
                names.add(model, row_id, name)
        return names

    def _problem(self, spot, message, **values):
        self.problems.append(Problem(spot, message % values))

    def _check_links(self):
        for entry in self.pending:
            for row in entry.family:
                for link in row.shape.links:
                    self._check_link(row, link, row.values.get(link.name))
                for links in row.shape.many:
                    for name in row.values.get(links.name, ()):
                        self._check_link(row, links, name)

    def _check_link(self, row, link, name):
        if name is None or self.names.id(link.target, name):
            return
        row.is_sound = False
        text = _("référence inconnue : aucun « %(kind)s » ne s’appelle « %(name)s »")
        if close := self.names.close_to(link.target, name):
            text += _(" ; vouliez-vous : %(close)s ?") % {"close": ", ".join(close)}
        kind = link.target._meta.verbose_name
        spot = self.reader.spot_of_link(row, link.name, name)
        self._problem(spot, text, kind=kind, name=wording(name))

    # Writing

    def write(self, *, dry_run=False):
        """Write the pending entries in one transaction.

        Raises DossierError with every fault found in files, names and schema; nothing is written then.
        """
        try:
            with transaction.atomic():
                self._write()
                if self.problems or dry_run:
                    raise NothingWritten
        except NothingWritten:
            if self.problems:
                raise DossierError(self.problems) from None

    def _write(self):
        sound = [entry for entry in self.pending if all(row.is_sound for row in entry.family)]
        allocate_references(sound)
        delete(sound)
        rows = self._insert(sound)
        self._insert_links(sound, rows)
        self._ask_the_schema()
        if len(sound) == len(self.pending):
            self._ask_the_rows(sound)
        if not self.problems:
            self._remember()

    def _insert(self, entries):
        rows = {}
        for shape, family in by_shape(entries).items():
            made = {row.id: self._row(row, owner) for row, owner in family}
            self._insert_rows(shape, [(row, made[row.id]) for row, _owner in family])
            rows.update(made)
        return rows

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
            with transaction.atomic():
                shape.model._base_manager.bulk_create([instance for _entry, instance in rows])
        except IntegrityError:
            for entry, instance in rows:
                self._insert_row(entry, instance)

    def _insert_row(self, entry, instance):
        try:
            with transaction.atomic():
                type(instance)._base_manager.bulk_create([instance])
        except IntegrityError as error:
            self._refused(entry.spot, error, type(instance))

    def _insert_links(self, entries, rows):
        through = defaultdict(list)
        for entry in entries:
            for row in entry.family:
                for links in row.shape.many:
                    for name in row.values.get(links.name, ()):
                        target = self.names.id(links.target, name)
                        made = links.through(**{links.own_column: row.id, links.target_column: target})
                        through[links.through].append(made)
        for model, links in through.items():
            model._base_manager.bulk_create(links)

    def _ask_the_schema(self):
        """Foreign keys are checked now: what is left of the desk may point at a part that goes."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except IntegrityError as error:
            if not self.problems:  # else it may follow from what was left out
                self._refused(Spot(str(self.path), 1), error)

    def _refused(self, spot, error, model=None):
        """The schema's objection in words: those of the constraint where it has its own."""
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
        self.problems.append(Problem(spot, str(message)))

    def _ask_the_rows(self, entries):
        """What keeps a row from being published is refused here too: a dossier is ready to be published."""
        for collection, family in reversed(by_shape(entries).items()):  # the parts first: they know their line
            if not hasattr(collection.model, "publication_problems"):
                continue
            spots = {entry.id: entry.spot for entry, _owner in family}
            for row in with_links(collection, spots):
                self._objections(row, spots[str(row.pk)])

    def _objections(self, row, spot):
        said = {problem.message for problem in self.problems}
        for message in row.publication_problems():
            if message not in said:
                self.problems.append(Problem(spot, str(message)))

    # Publishing

    def publish(self):
        """Publish what the dossier holds as one change of the site; what editors changed or withdrew stays as it is."""
        rows = {entry.id: entry for entry in self.loaded}
        withdrawn = self._withdrawn(rows.values())
        self.report.withdrawn = [rows[row_id].spot.path for row_id in withdrawn]
        records = [e.shape.model(pk=uuid.UUID(e.id)) for e in rows.values() if e.id not in withdrawn]
        publish(records, load_title=in_public_languages(LOADED, count=len(records)))

    @property
    def loaded(self):
        """The entries that the desk now says as the dossier does."""
        skipped = set(self.report.skipped)
        return [entry for entry in self.entries if entry.spot.path not in skipped]

    @staticmethod
    def _withdrawn(entries):
        by_model = defaultdict(list)
        for entry in entries:
            by_model[entry.shape.model].append(entry.id)
        known = {str(pk): state for model, ids in by_model.items() for pk, state in states(model, ids).items()}
        return [row_id for row_id, state in known.items() if state == State.WITHDRAWN]

    def _remember(self):
        """Note what was loaded, so that an editor's later change is seen."""
        loaded = self.loaded
        desk = Desk(self.collections) if self.pending else self.desk
        marks = {(e.shape.label, e.id): fingerprint(desk.entries[e.shape.name][e.id], e.shape) for e in loaded}
        changed = {key: sha for key, sha in marks.items() if self.last_loaded.get(key) != sha}
        DossierEntry.objects.bulk_create(
            [DossierEntry(record_type=kind, record_id=row_id, sha256=sha) for (kind, row_id), sha in changed.items()],
            update_conflicts=True,
            unique_fields=["record_type", "record_id"],
            update_fields=["sha256"],
        )


def in_public_languages(message, **values):
    """The text in each language readers may choose."""
    texts = {}
    for code in settings.PUBLIC_LANGUAGES:
        with translation.override(code):
            texts[code] = translation.gettext(message) % values
    return texts


def keep_computed(entry, existing, collection):
    """Values a file may leave out, such as the time of recording, stay as they are at the desk."""
    rows = {part["id"]: part for name in collection.parts for part in existing.get(name, ())}
    rows[entry.id] = existing
    for row in entry.family:
        for name, shape_field in row.shape.fields.items():
            if shape_field.default is COMPUTED and name not in row.values and row.id in rows:
                row.values[name] = rows[row.id][name]


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
    for entry in entries:
        if "reference" in entry.shape.fields and "reference" in entry.values:
            ReferenceCounter.objects.note(entry.values["reference"])
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


def delete(entries):
    """Remove the rows that are written anew; what points at them is checked when all are back."""
    ids = [entry.id for entry in entries]
    for shape in dict.fromkeys(s for entry in entries for s in entry.shape.shapes):
        owner = "pk" if shape in {e.shape for e in entries} else shape.model.owner_field
        rows = shape.model._base_manager.filter(**{f"{owner}__in": ids})
        keys = list(rows.values_list("pk", flat=True))
        for links in shape.many:
            raw_delete(links.through._base_manager.filter(**{f"{links.own_column}__in": keys}))
        raw_delete(shape.model._base_manager.filter(pk__in=keys))


def raw_delete(rows):
    """One DELETE: no cascade, no signal, no question about what points here."""
    rows._raw_delete(rows.db)


def with_links(shape, ids):
    """The rows with all that `publication_problems()` may ask of them."""
    own = [f.name for f in shape.many]
    paths = list(own)
    for part in getattr(shape, "parts", {}).values():
        paths += [part.name, *(f"{part.name}__{f.name}" for f in [*part.many, *part.links])]
    return shape.model._base_manager.filter(pk__in=list(ids)).prefetch_related(*paths)
