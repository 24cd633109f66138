"""Restoring a backup into an empty system: the files, which harm nothing, then all of the database or none of it."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from typing import BinaryIO

from django.core.management import call_command

from aes_site.backup import database
from aes_site.backup.encryption import decrypt
from aes_site.backup.making import Measured, place_in
from aes_site.backup.manifest import Manifest
from aes_site.backup.target import BackupError, Target
from archive.store import Incoming, fingerprint

Progress = Callable[[int, int], None]


def refuse_unreadable(manifest: Manifest, identities: Sequence) -> None:
    if manifest.recipients and not identities:
        raise BackupError("That backup is encrypted: give the file of a key with --identity.")


def check_dump(target: Target, manifest: Manifest, identities: Sequence) -> None:
    """Whether the dump lies there as it was written, and can be read; raises BackupError."""
    name = manifest.database.name
    try:
        with target.reading(name) as file, open(os.devnull, "wb") as nowhere:
            read = Measured(file)
            decrypt(read, nowhere, identities if manifest.recipients else ())  # type: ignore[arg-type]  # any stream does
    except FileNotFoundError as error:
        raise BackupError(f"{name} is missing from the backup.") from error
    if read.digest.hexdigest() != manifest.database.sha256:
        raise BackupError(f"{name} is not what was written: its SHA-256 is {read.digest.hexdigest()}.")


def check_files(target: Target, manifest: Manifest, identities: Sequence, progress: Progress) -> None:
    """Whether every file can be read and is what it is named by; raises BackupError."""
    for number, sha256 in enumerate(manifest.files, start=1):
        with tempfile.TemporaryFile() as copy:
            fetch(target, manifest, sha256, identities, copy)
            copy.seek(0)
            refuse_altered(sha256, hashlib.file_digest(copy, "sha256").hexdigest())
        progress(number, len(manifest.files))


def restore_files(target: Target, manifest: Manifest, identities: Sequence, progress: Progress) -> None:
    """Put every file in the store, each only whole and unaltered; those that are there already stay."""
    for number, sha256 in enumerate(manifest.files, start=1):
        incoming = Incoming()
        with incoming.path.open("wb") as copy:
            fetch(target, manifest, sha256, identities, copy)
        refuse_altered(sha256, fingerprint(incoming.path))
        incoming.keep(sha256)
        progress(number, len(manifest.files))


def fetch(target: Target, manifest: Manifest, sha256: str, identities: Sequence, copy: BinaryIO) -> None:
    place = place_in(manifest, sha256)
    try:
        with target.reading(place) as file:
            decrypt(file, copy, identities if manifest.recipients else ())
    except FileNotFoundError as error:
        raise BackupError(f"{place} is missing from the backup.") from error


def refuse_altered(sha256: str, found: str) -> None:
    if found != sha256:
        raise BackupError(f"The file {sha256} is not what was written: its SHA-256 is {found}.")


def restore_database(target: Target, manifest: Manifest, identities: Sequence) -> None:
    """Bring the tables back, compare them, then make of them what this system and this release need (`migrate`)."""
    with target.reading(manifest.database.name) as file, database.restoring() as stream:
        decrypt(file, stream, identities if manifest.recipients else ())
    if found := database.differences(manifest.tables, database.state().tables):
        raise BackupError(f"The tables were restored and are not those of the backup: {'; '.join(found)}.")
    call_command("migrate", verbosity=0)
