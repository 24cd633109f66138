"""What happens to records when a file is brought in: rehearsed, or done and kept in the history."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from publishing.errors import explain
from publishing.history.revisions import keep_snapshots
from publishing.registry import record_type_of
from publishing.snapshots import DESK, LIVE, Key, Snapshots, ids_by_type, ids_of, read_snapshots


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file, and where: « ligne 12 », « steps, ligne 3, colonne occurred »."""

    where: str
    message: str

    def __str__(self):
        words = {"where": self.where, "message": self.message}
        return _("%(where)s : %(message)s") % words if self.where else str(self.message)


class FileRefused(Exception):  # noqa: N818 (an answer to the editor, not an error)
    """Nothing was written: `problems` says why and where."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__(" ".join(map(str, self.problems)))


@dataclass
class Brought:
    """What a file changes: records as they stood and as they stand; how much of it says nothing new, or is left out."""

    before: Snapshots
    after: Snapshots
    left_out: list[Problem] = field(default_factory=list)

    @property
    def changed(self) -> list[Key]:
        return [key for key, shot in self.after.items() if key not in self.before or self.before[key] != shot]

    @property
    def digest(self) -> str:
        """What the records were when this was found out, so that what is confirmed is what was read."""
        return hashlib.sha256("\0".join(sorted(shot.text for shot in self.before.values())).encode()).hexdigest()


def lock(records: Iterable[Model]) -> Snapshots:
    """Those records as they stand on the desk, which nobody else may change before the transaction ends."""
    ids = ids_by_type(records)
    for kind, pks in ids.items():
        list(kind.model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))
    return read_snapshots(ids, DESK)


def bring(
    act: Callable[[AbstractBaseUser, str], Brought], *, by: AbstractBaseUser, note: str, shown: str = ""
) -> tuple[Brought, bool]:
    """Do what a file says, and say whether it is done; raises FileRefused, with nothing written.

    It is taken back unless `shown` is the digest of what was rehearsed: what is written is what was read.
    """
    with transaction.atomic():
        try:
            brought = act(by, note)
            connection.check_constraints()
        except IntegrityError as error:
            raise FileRefused([Problem("", explain(error))]) from error
        if is_rehearsal := brought.digest != shown:
            transaction.set_rollback(True)
    return brought, not is_rehearsal


def keep(before: Snapshots, after: Snapshots, *, by: AbstractBaseUser, note: str) -> None:
    """Keep in the history how the records were and what they became."""
    keep_snapshots({key: shot for key, shot in before.items() if after.get(key) != shot})
    keep_snapshots({key: shot for key, shot in after.items() if before.get(key) != shot}, by=by, note=note)


def published_facts(after: Snapshots, before: Snapshots):
    """Facts that readers see and a file would change: table, key of the row and name of the field."""
    live = read_snapshots(ids_of(key for key, shot in after.items() if before.get(key) != shot), LIVE)
    for key, published in live.items():
        for table in record_type_of(key[0]).tables:
            names = getattr(table.model, "immutable_fields", ())
            rows = after[key].rows_by_id(table) if names else {}
            for pk, row in published.rows_by_id(table).items() if names else ():
                for name in names:
                    column = table.model._meta.get_field(name).column
                    if pk in rows and rows[pk][column] != row[column]:
                        yield table, pk, name
