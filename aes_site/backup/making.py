"""Making a backup: the database of one moment, then the files, then the manifest that makes both a backup.

The store of files only grows meanwhile, and each file is named by its content: a copy made later has whatever the
database names.
"""

import fcntl
import hashlib
import io
import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from aes_site.backup import database, manifest
from aes_site.backup.encryption import SUFFIX, encrypt, folder_for
from aes_site.backup.manifest import Manifest, Piece
from aes_site.backup.target import BackupError, Target
from archive.store import place_of, stored

Progress = Callable[[int, int], None]


class Measured(io.RawIOBase):
    """A stream that passes on what is written, or read, and knows how much that was and its digest."""

    def __init__(self, file):
        self.file, self.size, self.digest = file, 0, hashlib.sha256()

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, buffer) -> int:
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        self.note(data)
        return len(data)

    def write(self, data) -> int:
        self.file.write(data)
        self.note(data)
        return len(data)

    def note(self, data) -> None:
        self.size += len(data)
        self.digest.update(data)


def back_up_database(target: Target, recipients: Sequence[str]) -> Manifest:
    """Write the dump; the manifest it returns knows no files yet, and is not written."""
    name = manifest.name_of(timezone.now())
    piece = f"{name}/database.dump{SUFFIX if recipients else ''}"
    with database.one_snapshot() as snapshot:
        state = database.state()
        with target.writing(piece) as file, database.dumping(snapshot) as dump:
            written = Measured(file)
            encrypt(dump, written, recipients)  # type: ignore[arg-type]  # any stream does
    return Manifest(
        name=name,
        content_version=state.content_version,
        server=state.server,
        owner=state.owner,
        database=Piece(piece, written.size, written.digest.hexdigest()),
        tables=state.tables,
        roles=state.roles,
        folder=folder_for(recipients),
        files={},
        recipients=list(recipients),
        settings=manifest.names_of_settings(os.environ),
    )


def back_up_files(target: Target, made: Manifest, progress: Progress) -> list[str]:
    """Copy what the target lacks of the store, and note all in the manifest; the damaged files, which are left out."""
    known, paths, damaged = set(target.names(f"{made.folder}/")), list(stored()), []
    for number, path in enumerate(paths, start=1):
        place = place_in(made, path.name)
        if place not in known and not copied(target, place, path, made.recipients):
            damaged.append(path.name)
        else:
            made.files[path.name] = path.stat().st_size
        progress(number, len(paths))
    return damaged


def copied(target: Target, place: str, path: Path, recipients: Sequence[str]) -> bool:
    """Copy a file, unless its content is no longer what it is named by."""
    try:
        with path.open("rb") as source, target.writing(place) as file:
            read = Measured(source)
            encrypt(read, file, recipients)  # type: ignore[arg-type]  # any stream does
            if read.digest.hexdigest() != path.name:
                raise DamagedFileError(path.name)
    except DamagedFileError:
        return False
    return True


class DamagedFileError(Exception):
    """The store holds something else under that name."""


def place_in(made: Manifest, sha256: str) -> str:
    return f"{made.folder}/{place_of(sha256)}{SUFFIX if made.recipients else ''}"


def planned(target: Target, recipients: Sequence[str]) -> tuple[int, list[int]]:
    """What a backup would take: the size of the database, and of the files that the target lacks, in bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    suffix, folder = SUFFIX if recipients else "", folder_for(recipients)
    known = set(target.names(f"{folder}/"))
    missing = [path for path in stored() if f"{folder}/{place_of(path.name)}{suffix}" not in known]
    return size, [path.stat().st_size for path in missing]


@contextmanager
def alone():
    """One backup at a time on a host: what one writes, the retention of another must not take for left over."""
    path = Path(settings.VAR) / "backup.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("Another backup is under way on this machine.") from error
        yield
