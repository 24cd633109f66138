"""How far the translations of records are: how much of the French they have, and how far they are behind it.

Behind is read from the history (`publishing.history.revisions`), kept nowhere on the desk. Text by text: a translation
is made for the French that stood when it was written, or when an editor said that it is still right; it is behind
when the French says something else today, by as many changes as the French has been through since. What is saved
several times between two publications is one change. See docs/decisions/0021-exchange.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q
from django.utils.functional import cached_property

from editions.models import Edition, TranslationLag
from publishing.history.revisions import keep_revision
from publishing.models import Revision
from publishing.registry import RecordType, quoted, record_type_of
from publishing.snapshots import DESK, LIVE, Key, Snapshot, Snapshots, ids_of, read_snapshots

SOURCE = settings.LANGUAGE_CODE
TARGETS = settings.TARGET_LANGUAGES

Place = tuple[str, str, str]  # where a text is: table, key of the row, field


@dataclass(frozen=True)
class Pair:
    """One French text and its translation; `basis` is the French that the translation was made for.

    `changes` numbers the publications towards which the French has changed since.
    """

    source: str
    target: str
    basis: str | None = None
    changes: frozenset[int] = frozenset()

    @property
    def is_behind(self) -> bool:
        return bool(self.target) and self.basis != self.source


@dataclass(frozen=True)
class Extent:
    """How many of the texts that a record has in French also exist in one language."""

    filled: int
    total: int


# How much


def extents(model: type[Model], ids: Iterable[UUID] | None = None) -> dict[UUID, dict[str, Extent]]:
    """The extent of each language, parts included, of the records of a type or of those given; one statement."""
    kind = record_type_of(model)
    texts = [table for table in kind.tables if table.translations]
    if not texts:
        return {}
    sums = ", ".join(f"sum({quoted(code)})" for code in (SOURCE, *TARGETS))
    rows = " UNION ALL ".join(_extents_in(table) for table in texts)
    wanted, parameters = ("", []) if ids is None else (" WHERE owner = ANY(%s)", [list(ids)])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT owner, {sums} FROM ({rows}) texts{wanted} GROUP BY owner", parameters)
        return {
            pk: {code: Extent(n, total) for code, n in zip(TARGETS, filled, strict=True)}
            for pk, total, *filled in cursor.fetchall()
        }


def _extents_in(table):
    """SQL: for each row of a table its owner and how many texts it has, in French and in French and a language."""
    counts = (
        " + ".join(
            f"(a.{quoted(columns[SOURCE])} <> '' AND a.{quoted(columns[code])} <> '')::int"
            for columns in table.translations.values()
        )
        for code in (SOURCE, *TARGETS)
    )
    named = (f"{count} AS {quoted(code)}" for code, count in zip((SOURCE, *TARGETS), counts, strict=True))
    return f"SELECT {table.owner} AS owner, {', '.join(named)} FROM {table.source(DESK)}"


# How far behind


class History:
    """The versions of one record, oldest first; each says whether it was published (`is_published`)."""

    def __init__(self, revisions: Iterable[Revision]):
        self.revisions = list(revisions)

    def until(self, sha256: str) -> "History":
        """The same up to the version with that fingerprint: what readers see."""
        numbers = [revision.number for revision in self.revisions if revision.sha256 == sha256]
        last = max(numbers, default=0)
        return History(revision for revision in self.revisions if revision.number <= last)

    def pairs(self, language: str) -> dict[Place, Pair]:
        """Every text of the record with its translation, as the last version leaves them."""
        states: dict[str, dict[Place, Pair]] = {}
        pairs: dict[Place, Pair] = {}
        publications = 0
        for revision, texts in self._texts:
            before = pairs | (states.get(revision.note, {}) if revision.action == Revision.Action.RESTORED else {})
            pairs = {
                place: following(before.get(place), by_language, language, revision, publications)
                for place, by_language in texts.items()
            }
            states[str(revision.number)] = pairs
            publications += revision.is_published  # type: ignore[attr-defined]  # who reads the versions adds it
        return pairs

    def behind(self, language: str) -> int:
        """By how many changes of the French the translation is behind; 0 when it is not."""
        outdated = (pair.changes for pair in self.pairs(language).values() if pair.is_behind)
        return len(frozenset().union(*outdated))

    @cached_property
    def _texts(self) -> list[tuple[Revision, dict]]:
        return [(revision, texts_of(revision.as_snapshot)) for revision in self.revisions]


def texts_of(snapshot: Snapshot) -> dict[Place, dict[str, str]]:
    """The translated texts of a record as it stood, by language; an older one may lack some."""
    return {
        (table.name, row["id"], name): {code: row.get(column) or "" for code, column in columns.items()}
        for table in snapshot.record_type.tables
        for row in snapshot.rows.get(table.name, ())
        for name, columns in table.translations.items()
    }


def following(before: Pair | None, texts: Mapping[str, str], language, revision, publications) -> Pair:
    """The pair as a version leaves it, from how the version before left it."""
    source, target = texts[SOURCE], texts[language]
    if not target:
        return Pair(source, "")
    is_new = before is None or before.target != target
    is_of_language = revision.note == language
    is_late = revision.action == Revision.Action.LATE and is_of_language
    if (revision.action == Revision.Action.CONFIRMED and is_of_language) or (is_new and not is_late):
        return Pair(source, target, source)
    basis, changes = (before.basis, before.changes) if before else (None, frozenset())
    if source == basis:
        return Pair(source, target, basis)
    if is_new or before.source != source:  # type: ignore[union-attr]  # without one before, it is new
        changes |= {publications}
    return Pair(source, target, basis, changes)


def histories(keys: Iterable[Key]) -> dict[Key, History]:
    """The histories of these records, of any types, in one statement; one version alone is never behind."""
    wanted = Q()
    for kind, pks in ids_of(keys).items():
        wanted |= Q(record_type=kind.label, record_id__in=pks)
    return _histories(wanted) if wanted else {}


def histories_of(kind: RecordType) -> dict[Key, History]:
    """The same for all records of a type."""
    return _histories(Q(record_type=kind.label))


def _histories(wanted):
    revised = Revision.objects.filter(wanted, number=2)
    editions = Edition.objects.filter(
        record_type=OuterRef("record_type"), record_id=OuterRef("record_id"), sha256=OuterRef("sha256")
    )
    rows = Revision.objects.filter(wanted, record_id__in=revised.values("record_id"))
    ordered = rows.annotate(is_published=Exists(editions)).order_by("record_type", "record_id", "number")
    return {key: History(versions) for key, versions in groupby(ordered, lambda row: row.key)}


def behind_by(model: type[Model], ids: Iterable[UUID] | None = None) -> dict[UUID, dict[str, int]]:
    """By how many changes each language is behind the French, of the records of a type or of those given.

    Only what is behind is there. One statement, for any number of records.
    """
    kind = record_type_of(model)
    found = histories_of(kind) if ids is None else histories((kind.label, pk) for pk in ids)
    counted = {pk: lags(history, TARGETS) for (_label, pk), history in found.items()}
    return {pk: by_language for pk, by_language in counted.items() if by_language}


def lags(history: History, languages: Iterable[str]) -> dict[str, int]:
    """The languages that are behind, each with by how much."""
    return {code: changes for code in languages if (changes := history.behind(code))}


def confirm(record: Model, language: str, *, by: AbstractBaseUser) -> None:
    """Keep as a fact of the history that the translation is right for the French as it now stands."""
    keep_revision(record, by, action=Revision.Action.CONFIRMED, note=language)


# What readers are told


def lags_to_tell(changed: Snapshots) -> dict[Key, dict[str, int]]:
    """What readers are to be told of records just published, and of those found right since they were told.

    Languages by which something is behind, with by how much; read on the desk, to be written in `live`.
    """
    told = {lag.record_key for lag in TranslationLag.objects.all()} - changed.keys()
    confirmed = Revision.objects.filter(action=Revision.Action.CONFIRMED, record_id__in=[pk for _label, pk in told])
    again = told & set(confirmed.values_list("record_type", "record_id"))
    shown = changed | (read_snapshots(ids_of(again), LIVE) if again else {})
    found = histories(shown)
    return {
        key: lags(found[key].until(shot.sha256), settings.TRANSLATED_LANGUAGES) if key in found else {}
        for key, shot in shown.items()
    }
