"""Catalogues for translators: the French texts of records and their translation into one language, as PO (gettext).

`msgctxt` says where a text is: `summits.decision/AES-D-2025-014/name`, or for one of a part
`summits.decision/AES-D-2025-014/steps/<key>/text`. `msgid` is the French. A translation that is behind is fuzzy and
brings along the French that it was made for (`#| msgid`), as gettext does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polib
from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editions.identity import current_identity
from exchange.schema.names import part_list_name, permanent_field
from publishing.errors import name_of
from publishing.history.translation_status import SOURCE, Pair, histories
from publishing.registry import RecordType, column_of, field_of, record_type_of, translated_fields

MISSING = "missing"  # only what is missing or behind


@dataclass(frozen=True)
class Spot:
    """One translated text of a record or of one of its parts."""

    record: Model
    row: Model
    field: str

    @property
    def context(self) -> str:
        kind = record_type_of(self.record)
        part = [] if self.row is self.record else [part_list_name(type(self.row)), str(self.row.pk)]
        return "/".join([kind.label, handle_of(self.record), *part, self.field])

    @property
    def place(self) -> tuple[str, str, str]:
        return type(self.row)._meta.db_table, str(self.row.pk), self.field

    def column(self, language: str):
        return self.row._meta.get_field(column_of(self.field, language))

    def text(self, language: str) -> str:
        return getattr(self.row, column_of(self.field, language))

    def __str__(self):
        field = capfirst(field_of(type(self.row), self.field).verbose_name)
        part = "" if self.row is self.record else f", {self.row._meta.verbose_name}"
        return f"{name_of(self.record)} ({handle_of(self.record)}){part}, {field}"


def handle_of(record: Model) -> str:
    """By what files name a record: its reference, which never changes; the key of a row of vocabulary."""
    return getattr(record, permanent_field(type(record)))


def spots(records: Iterable[Model]) -> Iterator[Spot]:
    """Every translated text of records fetched with their parts, the record's own first."""
    for record in records:
        kind = record_type_of(record)
        for row in [record, *kind.part_rows(record)]:
            for field in translated_fields(type(row)):
                yield Spot(record, row, field)


def fetched(kind: RecordType, ids: Iterable) -> list[Model]:
    """Records with their parts, in the order in which files list them."""
    rows = kind.model._base_manager.filter(pk__in=list(ids)).order_by(permanent_field(kind.model))
    return list(rows.prefetch_related(*map(part_list_name, kind.parts)))


# Out


def write(ids: dict[RecordType, list], language: str, *, scope: str = "") -> bytes:
    """The catalogue of these records in one language; `scope` may leave out what is translated and up to date."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": current_identity().french_name,
        "Language": language,
        "X-Source-Language": SOURCE,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for kind, pks in ids.items():
        found = histories((kind.label, pk) for pk in pks)
        pairs = {key: history.pairs(language) for key, history in found.items()}
        for spot in spots(fetched(kind, pks)):
            pair = pairs.get((kind.label, spot.record.pk), {}).get(spot.place)
            if spot.text(SOURCE) and (scope != MISSING or lacks(spot, pair, language)):
                catalogue.append(entry_of(spot, pair, language))
    return str(catalogue).encode()


def lacks(spot: Spot, pair: Pair | None, language: str) -> bool:
    return not spot.text(language) or bool(pair and pair.is_behind)


def entry_of(spot: Spot, pair: Pair | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=spot.context, msgid=spot.text(SOURCE), msgstr=spot.text(language))
    meta = spot.record._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[spot.record.pk])
    notes = [str(spot), f"{settings.SITE_URL}{address}?langue={language}"]
    if length := spot.column(language).max_length:
        notes.append(_("%(count)d caractères au plus") % {"count": length})
    entry.comment = "\n".join(notes)
    if pair and pair.is_behind:
        entry.flags = ["fuzzy"]
        entry.previous_msgid = pair.basis or ""
    return entry


# Places, read back


def by_context(contexts: Iterable[str]) -> dict[str, Spot]:
    """The texts that these contexts name; those that name none are not there."""
    wanted: dict[RecordType, set] = {}
    for context in contexts:
        label, _slash, rest = context.partition("/")
        try:
            wanted.setdefault(record_type_of(label), set()).add(rest.partition("/")[0])
        except (LookupError, ValueError):
            continue
    found: dict = {}
    for kind, handles in wanted.items():
        rows = kind.model._base_manager.filter(**{f"{permanent_field(kind.model)}__in": handles})
        found |= {spot.context: spot for spot in spots(fetched(kind, rows.values_list("pk", flat=True)))}
    return found
