"""What the typography of a record's texts would gain: proposed text by text, applied to those that are chosen."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Field, Model

from publishing.history.revisions import keep_revision, versions
from publishing.history.translation_status import SOURCE, TARGETS, confirm, histories
from publishing.models import Revision
from publishing.registry import RecordTable, field_of, record_type_of
from publishing.snapshots import DESK, Snapshot, ids_by_type, read_snapshots
from publishing.typography import CORRECTORS, corrected


@dataclass(frozen=True)
class Proposal:
    """One text of a record or of one of its parts, as it stands and as it would be."""

    table: RecordTable
    row: dict
    column: str
    language: str
    before: str
    after: str

    @cached_property
    def key(self) -> str:
        """By what a form names it; a text that has changed since is another one."""
        told = hashlib.sha256(self.before.encode()).hexdigest()[:16]
        return f"{self.row['id']}:{self.column}:{told}"

    @property
    def field(self) -> Field:
        return field_of(self.table.model, self.column)

    def apply(self) -> None:
        self.table.model._base_manager.filter(pk=self.row["id"]).update(**{self.column: self.after})


def snapshot_of(record: Model) -> Snapshot:
    """The record as the desk has it."""
    return next(iter(read_snapshots(ids_by_type([record]), DESK).values()))


def proposals(snapshot: Snapshot, languages: Iterable[str] = tuple(CORRECTORS)) -> list[Proposal]:
    """The texts of these languages that would change, the record's own first; facts of a ledger are left alone."""
    asked = [code for code in languages if code in CORRECTORS]
    return [
        Proposal(table, row, columns[code], code, row[columns[code]], after)
        for table in snapshot.record_type.tables
        for row in snapshot.rows[table.name]
        for name, columns in table.translations.items()
        if name not in getattr(table.model, "immutable_fields", ())
        for code in asked
        if (after := corrected(row[columns[code]], code)) != row[columns[code]] and fits(table, columns[code], after)
    ]


def fits(table: RecordTable, column: str, text: str) -> bool:
    """Whether a text is not too long for its column."""
    longest = field_of(table.model, column).max_length
    return longest is None or len(text) <= longest


def correct(
    record: Model, keys: Iterable[str], *, languages: Iterable[str], by: AbstractBaseUser
) -> tuple[int, Revision | None]:
    """Apply the proposals of these keys that still hold; how many, and the version of before, to go back to.

    A translation that followed the French still does: it says the same.
    """
    with transaction.atomic():
        record_type_of(record).model._base_manager.select_for_update().get(pk=record.pk)
        keep_revision(record)
        before = versions(record).first()
        chosen = [proposal for proposal in proposals(snapshot_of(record), languages) if proposal.key in set(keys)]
        following = up_to_date(record) if any(proposal.language == SOURCE for proposal in chosen) else []
        for proposal in chosen:
            proposal.apply()
        keep_revision(record, by)
        for code in following:
            confirm(record, code, by=by)
        return len(chosen), before


def up_to_date(record: Model) -> list[str]:
    """The languages in which nothing of the record is behind the French; all of them while it has one version."""
    history = next(iter(histories([(record_type_of(record).label, record.pk)]).values()), None)
    return [code for code in TARGETS if history is None or not history.behind(code)]
