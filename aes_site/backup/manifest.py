"""What a backup says of itself. It is written last: a backup without one was cut off, and is none."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings

from aes_site.backup.database import Table
from aes_site.backup.target import BackupError, Target

FORMAT = 1
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ")
MANIFEST = "manifest.json"
READ_HERE = re.compile(r'os\.environ\.get\("(\w+)"')


@dataclass(frozen=True)
class Piece:
    """One content as it lies in the target, encrypted or not: its name there, bytes and digest."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`name` is the moment of the snapshot (UTC); `tables` are rows and their sum by schema and table, `files`
    bytes by SHA-256.

    `folder` holds the files, which backups share. `owner` has the tables, `roles` have rights to some. `settings` are
    names of variables that were set: what must be set again, and no value of it.
    """

    name: str
    content_version: int
    server: str
    owner: str
    database: Piece
    tables: dict[str, Table]
    roles: list[str]
    folder: str
    files: dict[str, int]
    recipients: list[str]
    settings: list[str]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(rows for rows, _sum in self.tables.values())


def name_of(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")


def age_of(name: str, now: datetime) -> timedelta:
    return now - datetime.strptime(name, "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)


def write(target: Target, manifest: Manifest) -> None:
    with target.writing(f"{manifest.name}/{MANIFEST}") as file:
        file.write(json.dumps(asdict(manifest), indent=1).encode())


def read(target: Target, name: str = "") -> Manifest:
    """That of a backup by its name, else of the latest. Raises BackupError."""
    known = complete(target)
    if not known:
        raise BackupError(f"There is no backup in {target.address}.")
    if name and name not in known:
        raise BackupError(f"There is no backup {name} in {target.address}: the latest is {known[-1]}.")
    with target.reading(f"{name or known[-1]}/{MANIFEST}") as file:
        fields = json.load(file)
    if fields["format"] != FORMAT:
        raise BackupError(f"That backup is of format {fields['format']}; this release reads {FORMAT}.")
    fields["tables"] = {table: tuple(found) for table, found in fields["tables"].items()}
    return Manifest(**fields | {"database": Piece(**fields["database"])})


def complete(target: Target) -> list[str]:
    """The names of the backups that were finished, oldest first."""
    return sorted(folder for folder, has_manifest in begun(target).items() if has_manifest)


def begun(target: Target) -> dict[str, bool]:
    """Every backup that was begun, and whether it has its manifest."""
    found: dict[str, bool] = {}
    for name in target.names():
        folder, _slash, rest = name.partition("/")
        if NAME.fullmatch(folder):
            found[folder] = found.get(folder, False) or rest == MANIFEST
    return found


def names_of_settings(environment) -> list[str]:
    """The variables that `aes_site/settings.py` reads and that are set, by name only."""
    known = READ_HERE.findall((settings.BASE_DIR / "aes_site" / "settings.py").read_text())
    return sorted(set(known) & set(environment))
