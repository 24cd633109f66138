"""Published editions in words: what one says, and what differs between two, for readers."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from publishing.comparison import TITLE_LENGTH, TITLES, Difference, label_of
from publishing.models import active_language
from publishing.registry import RecordType, Table, column_of
from publishing.snapshots import Snapshot
from publishing.wholetext import Line, WholeComparison, blank, marked
from sources.dates import PartialDate, PartialDateField

UNSAID = {"id", "reference", "recorded_at"}  # what identifies a row says nothing of the world


@dataclass(frozen=True)
class Passage:
    """One field of an edition, or of two: where it is, what it is called, its texts, and the language they are in."""

    place: str
    label: str
    before: SafeString
    after: SafeString
    language: str
    is_whole_part: bool


class PublicComparison(WholeComparison):
    """Two editions told apart in the reader's words; of what they link to, only what is public has a name."""

    def columns(self, table, before, after):
        return (difference for difference in super().columns(table, before, after) if difference.name not in UNSAID)

    def worded(self, field, value):
        if isinstance(value, bool):
            return _("oui") if value else _("non")
        if value and isinstance(field, PartialDateField):
            return PartialDate.of(value).wording()
        return super().worded(field, value)

    def title(self, table, row):
        columns = (in_active_language(name) for name in TITLES)
        own = next((row[column] for column in columns if row.get(column)), "")
        return Truncator(own).chars(TITLE_LENGTH) if own else super().title(table, row)

    @cached_property
    def labels(self):
        return NamedLinks(super().labels)


class NamedLinks(dict):
    """The names of linked rows; what is not public is said not to be."""

    def get(self, key, default=None):
        return super().get(key) or _("ce qui n’est plus publié")


def taken_of(kind: RecordType, edition) -> Snapshot:
    """The snapshot of an edition with the tables and columns of today: one older than a field has it empty."""
    rows = {
        table.name: [
            empty_row(table) | {name: value for name, value in row.items() if name in table.columns}
            for row in rows_in(edition.snapshot, table)
        ]
        for table in kind.tables
    }
    return Snapshot(kind, edition.record_id, json.dumps(rows))


def empty_row(table: Table) -> dict:
    """What each column of a table says while nothing is said in it."""
    return {f.column: None if f.has_default() and callable(f.default) else f.get_default() for f in table.fields}


def rows_in(snapshot: dict, table: Table) -> list[dict]:
    """The rows of a table in an edition, which may be older than the table: its links were then rows without a key."""
    former = getattr(table.model, "former_table", None)
    if table.name in snapshot or former not in snapshot:
        return snapshot.get(table.name, [])
    return [table.model.row_of_former(row) for row in snapshot[former]]


def changes(before: Snapshot, after: Snapshot) -> list[Passage]:
    """What differs between two editions, what is gone and what is new marked word by word."""
    comparison = PublicComparison(before, after)
    lines = (Line(d, *marked(str(d.before), str(d.after))) for d in comparison if str(d.before) != str(d.after))
    return [passage_of(line, comparison) for line in lines]


def whole(snapshot: Snapshot) -> list[tuple[str, list[Passage]]]:
    """What an edition says, place by place, in the reader's language and in French where it has nothing in it."""
    comparison = PublicComparison(blank(snapshot), snapshot)
    told = [d for d in comparison if d.name and str(d.before) != str(d.after)]
    names = {(d.row, d.name) for d in told}
    places = defaultdict(list)
    for difference in told:
        if is_for_reader(difference, names, snapshot):
            line = Line(difference, "", format_html("{}", difference.after))
            places[difference.row].append(passage_of(line, comparison))
    return [(passages[0].place, passages) for passages in places.values()]


def in_active_language(column: str) -> str:
    """The column of the reader's language beside a French one; any other as it is."""
    name = column.removesuffix("_fr")
    return column if name == column else column_of(name, active_language())


def is_for_reader(difference: Difference, names: set, snapshot: Snapshot) -> bool:
    """Whether a text is in the reader's language, or in French for want of it; what has no language is."""
    language = language_of(difference, snapshot.record_type)
    if language in ("", active_language()):
        return True
    same = in_active_language(difference.name)
    return language == "fr" and (difference.row, same) not in names


def passage_of(line: Line, comparison: PublicComparison) -> Passage:
    difference = line.difference
    return Passage(
        place=str(difference.place),
        label=str(difference.label),
        before=spoken_marks(line.before, "del", _("retiré :")),
        after=spoken_marks(line.after, "ins", _("ajouté :")),
        language=language_of(difference, comparison.kind),
        is_whole_part=not difference.name,
    )


def spoken_marks(html: str, element: str, word: str) -> SafeString:
    """The marks of `marked()` said in words too, for ears and for browsers without strokes."""
    opening = format_html('<{}><span class="hidden">[{} </span>', element, word)
    closing = format_html('<span class="hidden">]</span></{}>', element)
    return mark_safe(html.replace(f"<{element}>", opening).replace(f"</{element}>", closing))  # noqa: S308 (escaped)


def language_of(difference: Difference, kind: RecordType) -> str:
    """The language of a translated field, blank for any other."""
    for table in kind.tables:
        for columns in table.translations.values():
            for language, column in columns.items():
                if column == difference.name:
                    return language
    return ""


def changed_fields(before: Snapshot, after: Snapshot) -> list[str]:
    """What the fields and parts are called in which two editions differ, each once; costs no statement."""
    return list(dict.fromkeys(capfirst(str(label)) for label in _changed(before, after)))


def _changed(before: Snapshot, after: Snapshot) -> Iterator[str]:
    for table in after.record_type.tables:
        old, new = before.rows[table.name], after.rows[table.name]
        if old == new:
            continue
        if table.is_part:
            yield table.model._meta.verbose_name_plural
        elif table.model._meta.auto_created:
            owner = table.via.model if table.via else after.record_type.model
            yield next(f for f in owner._meta.many_to_many if f.remote_field.through is table.model).verbose_name
        else:
            changed = {c for c in table.own_columns if old[0][c] != new[0][c]} if old and new else set()
            yield from (label_of(field) for field in table.fields if field.column in changed)
