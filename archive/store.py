"""Where files lie: one private folder, each under its SHA-256, written once and never changed.

Nothing in it is served by its place: who may read a file is asked of the tables (`readers/files/serving.py`).
"""

import hashlib
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

INCOMING = "incoming"
FOLDER_MODE, FILE_MODE = 0o750, 0o640


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def place_of(sha256: str) -> str:
    """Where a file lies below the root of the store: two levels of folders, by the beginning of its name."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def path_of(sha256: str) -> Path:
    return root() / place_of(sha256)


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_folder(path: Path) -> Path:
    """The folder, with those above it up to the root of the store."""
    for folder in [*reversed([p for p in path.parents if p.is_relative_to(root())]), path]:
        folder.mkdir(mode=FOLDER_MODE, parents=folder == root(), exist_ok=True)
    return path


class Incoming:
    """A file on its way in, readable by us alone; it is removed unless it is kept."""

    def __init__(self, chunks: Iterable[bytes] = ()):
        handle, name = tempfile.mkstemp(dir=make_folder(root() / INCOMING))
        self.path = Path(name)
        self.forget = weakref.finalize(self, self.path.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)

    def keep(self, sha256: str) -> None:
        """Move it to the place of its fingerprint in one step; what is there whole stays."""
        target = path_of(sha256)
        if not (target.exists() and fingerprint(target) == sha256):
            make_folder(target.parent)
            self.path.chmod(FILE_MODE)
            with self.path.open("rb") as file:
                os.fsync(file.fileno())
            os.replace(self.path, target)
        self.forget()


def stored() -> Iterator[Path]:
    """Every file of the store, by name; what is on its way in left out."""
    return (path for path in sorted(root().glob("??/??/*")) if path.is_file())


def incoming() -> Iterator[Path]:
    return (path for path in sorted((root() / INCOMING).glob("*")) if path.is_file())
