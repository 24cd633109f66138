"""Bringing the desk in line with a dossier: all of it or nothing, and never over an editor's later change."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editions.identity import Identity, speaking_as
from editions.models import ContentVersion
from exchange.dossier.entries import comparable, fingerprint, names_of
from exchange.dossier.identity import KEY, errors_of_prefixes, identity_after
from exchange.dossier.reading import Reader
from exchange.dossier.writing import Writer, by_shape, rows_of
from exchange.schema.content import Content
from exchange.schema.errors import FileRefused, Message, Place
from exchange.schema.fields import COMPUTED
from exchange.schema.names import Names, written
from exchange.schema.record_types import collections
from publishing.history.revisions import keep_revisions
from publishing.identity import identify
from publishing.live.publish import publish
from publishing.models import DossierEntry, Revision
from publishing.registry import RECORD_TYPES, quoted
from publishing.review.workflow_state import publication_status


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
    """One load of a dossier, within one transaction that the caller opens.

    `prepare()` reads and decides, `write()` writes, `publish()` publishes, `identify()` says what the register is
    called from now on; what is wrong gathers in `errors`.
    """

    def __init__(self, path: Path, *, force=False):
        self.path, self.force = path, force
        self.collections = collections()
        self.reader = Reader(self.collections)
        self.errors = self.reader.errors
        self.report = Report()

    def prepare(self):
        """Read the files and the desk; decide for each entry whether it is to be written."""
        self.entries = self.reader.read(self.path)
        lock()
        self.desk = Content(self.collections)
        self.last_loaded = {
            (kind, str(row_id)): sha
            for kind, row_id, sha in DossierEntry.objects.values_list("record_type", "record_id", "sha256")
        }
        self._prepare_identity()
        self.pending = [entry for entry in self.entries if self._is_pending(entry)]
        self.names = self._names()
        self._check_links()

    # What the register is called

    def _prepare_identity(self):
        current = Identity(ContentVersion.objects.current().identity or {})
        self.identity = identity_after(self.reader.identity, current, self.entries)
        place = self.reader.identity_place or Place(str(self.path), 1)
        self.errors += errors_of_prefixes(self.identity, self.desk, self.entries, place)
        if self.identity != current:
            self.report.updated.append(KEY)

    def identify(self):
        """Once everything else is written: the references allocated meanwhile are its own already."""
        identify(self.identity)

    # What is to be written

    def _is_pending(self, entry):
        collection, label = entry.shape, entry.place.path
        self.report.counts[collection.name] += 1
        existing = self.desk.entries[collection.name].get(entry.id)
        if existing:
            keep_computed(entry, existing, collection)
            self._check_reference(entry, existing)
        if existing and comparable(existing, collection) == comparable(entry.plain(self.desk.names), collection):
            self.report.unchanged.append(label)
            return False
        if not self.force and self._changed_at_the_desk(entry, existing):
            self.report.skipped.append(label)
            return False
        (self.report.updated if existing else self.report.created).append(label)
        return True

    def _check_reference(self, entry, existing):
        old, new = existing.get("reference"), entry.values.get("reference")
        if old != new:
            text = _("la référence %(old)s ne change plus")
            self._error(entry.place_of("reference"), text, old=old)

    def _changed_at_the_desk(self, entry, existing):
        """Whether an editor changed, made or deleted the row since it was last loaded."""
        known = self.last_loaded.get((entry.shape.label, entry.id))
        if existing is None:
            return known is not None
        return known != fingerprint(existing, entry.shape)

    # Names and links

    def _names(self):
        """The names that will hold after the load, each given once."""
        names = Names()
        places: dict = {}
        replaced = {entry.id for entry in self.pending}
        for owner, rows in self.desk.owned.items():
            for told in rows if owner not in replaced else ():
                names.add(*told)
        for entry in self.pending:
            for place, (model, row_id, name, *reference) in names_of(entry):
                if (other := names.id(model, name)) and other != row_id:
                    entry.is_sound = False
                    where = places.get(other, _("le bureau"))
                    self._error(place, _("« %(name)s » est déjà pris par %(where)s"), name=written(name), where=where)
                places[row_id] = place
                names.add(model, row_id, name, *reference)
        return names

    def _error(self, place, message, **values):
        self.errors.append(Message(place, message % values))

    def _check_links(self):
        for entry in self.pending:
            for row in entry.family:
                for link in row.shape.links:
                    self._check_link(row, link, row.values.get(link.name))
                for links in row.shape.many:
                    self._check_several(row, links)

    def _check_several(self, row, links):
        seen = set()
        for name in row.values.get(links.name, ()):
            self._check_link(row, links, name)
            target = self.names.id(links.target, name)
            if target in seen:
                self._wrong_link(row, links, name, _("cité deux fois"))
            seen.add(target or written(name))

    def _check_link(self, row, link, name):
        if name is not None and not self.names.id(link.target, name):
            self._wrong_link(row, link, name, self.names.unknown(link.target, name))

    def _wrong_link(self, row, link, name, words):
        row.is_sound = False
        self.errors.append(Message(self.reader.place_of_link(row, link.name, name), words))

    # Writing

    def write(self, *, dry_run=False):
        """Write the pending entries in one transaction.

        Raises FileRefused with every error found in files, names and schema; nothing is written then.
        """
        try:
            with transaction.atomic():
                self._write()
                if self.errors or dry_run:
                    raise NothingWritten
        except NothingWritten:
            if self.errors:
                raise FileRefused(sorted(set(self.errors))) from None

    def _write(self):
        sound = [entry for entry in self.pending if all(row.is_sound for row in entry.family)]
        keep_revisions(rows_of(entry for entry in sound if entry.id in self.desk.entries[entry.shape.name]))
        with speaking_as(self.identity):
            Writer(self.names, self.errors, Place(str(self.path), 1)).replace(sound)
        if len(sound) == len(self.pending):
            self._ask_the_rows(sound)
        if not self.errors:
            keep_revisions(rows_of(sound), action=Revision.Action.LOADED, note=_("chargement d’un dossier"))
            self._remember()

    def _ask_the_rows(self, entries):
        """What keeps a row from being published is refused here too: a dossier is ready to be published."""
        for collection, family in reversed(by_shape(entries).items()):  # the parts first: they know their line
            if not hasattr(collection.model, "publication_errors"):
                continue
            places = {entry.id: entry.place for entry, _owner in family}
            for row in with_links(collection, places):
                self._refuse_row(row, places[str(row.pk)])

    def _refuse_row(self, row, place):
        said = {error.message for error in self.errors}
        for message in row.publication_errors():
            if message not in said:
                self.errors.append(Message(place, str(message)))

    # Publishing

    def publish(self):
        """Publish what readers do not see yet of the dossier as one change of the site.

        What editors changed since, or withdrew, stays as it is.
        """
        found = list(self._publication_statuses())
        withdrawn = [entry for entry, where in found if where.is_withdrawn]
        new = [entry for entry, where in found if where.differs and not where.is_withdrawn]
        self.report.withdrawn = [entry.place.path for entry in withdrawn]
        count = sum(entry.shape.is_record for entry in new)
        if new:
            publish(rows_of(new), load_title=title_of_load(count))

    def _publication_statuses(self):
        """The entries loaded, each with what readers see of it."""
        by_model: dict = defaultdict(dict)
        for entry in self.loaded:
            by_model[entry.shape.model][entry.id] = entry
        for model, entries in by_model.items():
            for pk, where in publication_status(model, list(entries)).items():
                yield entries[str(pk)], where

    @property
    def loaded(self):
        """The entries that the desk now says as the dossier does."""
        skipped = set(self.report.skipped)
        return [entry for entry in self.entries if entry.place.path not in skipped]

    def _remember(self):
        """Note what was loaded, so that an editor's later change is seen."""
        loaded = self.loaded
        desk = Content(self.collections) if self.pending else self.desk
        marks = {(e.shape.label, e.id): fingerprint(desk.entries[e.shape.name][e.id], e.shape) for e in loaded}
        changed = {key: sha for key, sha in marks.items() if self.last_loaded.get(key) != sha}
        DossierEntry.objects.bulk_create(
            [DossierEntry(record_type=kind, record_id=row_id, sha256=sha) for (kind, row_id), sha in changed.items()],
            update_conflicts=True,
            unique_fields=["record_type", "record_id"],
            update_fields=["sha256"],
        )


def lock():
    """Editors' changes wait meanwhile: none falls between the reading of the desk and its writing."""
    names = ", ".join(quoted(table.name) for kind in RECORD_TYPES.values() for table in kind.tables)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def title_of_load(count):
    """What the change log says of a load, in each language readers may choose."""
    titles = {}
    for code in settings.PUBLIC_LANGUAGES:
        with translation.override(code):
            title = ngettext("Dossier publié : %(count)d fiche", "Dossier publié : %(count)d fiches", count)
            titles[code] = title % {"count": count}
    return titles


def keep_computed(entry, existing, collection):
    """Values a file may leave out, such as the time of recording, stay as they are at the desk."""
    rows = {part["id"]: part for name in collection.parts for part in existing.get(name, ())}
    rows[entry.id] = existing
    for row in entry.family:
        for name, shape_field in row.shape.fields.items():
            if shape_field.default is COMPUTED and name not in row.values and row.id in rows:
                row.values[name] = rows[row.id][name]


def with_links(shape, ids):
    """The rows with all that `publication_errors()` may ask of them."""
    own = [f.name for f in shape.many]
    paths = list(own)
    for part in shape.parts.values():
        paths += [part.name, *(f"{part.name}__{f.name}" for f in [*part.many, *part.links])]
    return shape.model._base_manager.filter(pk__in=list(ids)).prefetch_related(*paths)
