"""Where backups lie. A directory is one such place; an operator may name others by their scheme (BACKUP_TARGETS)."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class BackupError(Exception):
    """Something about a backup that the operator must mend; says what, in words."""


class Target(Protocol):
    """What a place for backups can do. Names are relative paths with slashes; `address` is what the operator wrote.

    Raises OSError, FileNotFoundError for a name that is not there.
    """

    address: str

    def names(self, prefix: str = "") -> Iterator[str]:
        """The names that begin so and whose content is whole."""

    def writing(self, name: str):
        """A context whose file takes the content; it is there whole when the context ends well, else not at all."""

    def reading(self, name: str) -> BinaryIO:
        """The content, as a file that the caller closes."""

    def delete(self, name: str) -> None:
        """Remove it; nothing happens if it is not there."""


class DirectoryTarget:
    """A directory, such as a mounted disk: what is written is on the disk before it has its name."""

    UNFINISHED = ".unfinished-"

    def __init__(self, address: str):
        self.address, self.root = address, Path(address)

    def names(self, prefix: str = "") -> Iterator[str]:
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if name.startswith(prefix) and path.is_file() and not path.name.startswith(self.UNFINISHED):
                yield name

    @contextmanager
    def writing(self, name: str):
        path = self.root / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=self.UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise

    def reading(self, name: str) -> BinaryIO:
        return (self.root / name).open("rb")

    def delete(self, name: str) -> None:
        path = self.root / name
        path.unlink(missing_ok=True)
        if path.parent != self.root and path.parent.exists() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def target_of(address: str) -> Target:
    """The target of an address: a directory, or the class that BACKUP_TARGETS names for its scheme."""
    scheme, has_scheme, _rest = address.partition("://")
    if not has_scheme:
        return DirectoryTarget(address)
    if scheme not in settings.BACKUP_TARGETS:
        raise BackupError(f"No target is known for {scheme}://: name its class in BACKUP_TARGETS.")
    return import_string(settings.BACKUP_TARGETS[scheme])(address)
