"""What one publication changes, read once and handed down to all that it writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model

from publishing.models import Record
from publishing.snapshots import DESK, LIVE, Ids, Key, Snapshots, ids_by_type, ids_of, read_snapshots


@dataclass(frozen=True)
class Changeset:
    """Records as readers see them (`before`) and as they shall (`after`); what is only in `before` leaves.

    Must be read by whoever has the turn to publish (`lock_publishing()`), and serves one publication.
    """

    before: Snapshots
    after: Snapshots

    @classmethod
    def of_desk(cls, records: Iterable[Model]) -> "Changeset":
        """To publish records as the desk has them now; two statements per type."""
        ids = ids_by_type(records)
        return cls(read_snapshots(ids, LIVE), read_snapshots(ids, DESK))

    @classmethod
    def of_snapshots(cls, snapshots: Snapshots) -> "Changeset":
        """To publish records as they were taken earlier; one statement per type."""
        return cls(read_snapshots(ids_of(snapshots), LIVE), snapshots)

    @classmethod
    def of_withdrawal(cls, ids: Ids) -> "Changeset":
        """To take back those of the records that are live; one statement per type."""
        return cls(read_snapshots(ids, LIVE), {})

    @cached_property
    def changed(self) -> Snapshots:
        """Those that readers do not see as they are."""
        return {
            key: shot
            for key, shot in self.after.items()
            if key not in self.before or self.before[key].text != shot.text
        }

    @cached_property
    def created(self) -> Snapshots:
        """Those of the changed that readers do not see at all."""
        return {key: shot for key, shot in self.changed.items() if key not in self.before}

    @cached_property
    def replaced(self) -> Snapshots:
        """What readers see of those that change."""
        return {key: self.before[key] for key in self.changed if key in self.before}

    @cached_property
    def withdrawn(self) -> Snapshots:
        """Those that leave, as readers see them."""
        return {key: shot for key, shot in self.before.items() if key not in self.after}

    @property
    def moved(self) -> Snapshots:
        """All that a publication touches: what enters, and what leaves."""
        return self.changed | self.withdrawn

    @cached_property
    def records(self) -> dict[Key, Model]:
        """The desk's records of what it touches, with all that they need to speak for themselves."""
        return fetch_records(ids_of(self.moved))

    @cached_property
    def live_records(self) -> dict[Key, Model]:
        """The same of schema `live`: what enters once it is written, what leaves while it is there.

        To be asked for first within `live_path()`.
        """
        return fetch_records(ids_of(self.moved))

    @property
    def live_pages(self) -> dict[Key, Record]:
        """Those of the live records that have a page, editions and a feed."""
        return with_address(self.live_records)


def fetch_records(ids: Ids) -> dict[Key, Model]:
    """Those records with all that they need to speak for themselves, from the current path."""
    return {(kind.label, record.pk): record for kind, keys in ids.items() for record in kind.fetch(keys)}


def with_address(records: dict[Key, Model]) -> dict[Key, Record]:
    """Those of the records that have a page, editions and a feed: vocabulary has none."""
    return {key: record for key, record in records.items() if isinstance(record, Record)}
