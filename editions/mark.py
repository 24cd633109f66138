"""A mark in a file that all processes of a host see as memory: each publication changes it before its commit."""

import logging
import mmap
import os
from contextlib import suppress
from pathlib import Path

LENGTH = 16
logger = logging.getLogger(__name__)


class Mark:
    """Random bytes, never the same twice; blank where no process with a desk has made the file."""

    def __init__(self, path: Path):
        self.path = path
        self.memory: mmap.mmap | None = None
        self.inode: int | None = None

    def change(self) -> None:
        """Other bytes. Only who holds the lock on the content version does this, before the commit."""
        try:
            self.write(os.urandom(LENGTH))
        except OSError as error:  # who reads asks the database after a second anyway
            logger.warning("%s cannot be written (%s): pages may change a second late", self.path, error)

    def make(self) -> None:
        """Make the file unless it is there; where that is not allowed, readers ask the database each time."""
        with suppress(OSError):
            if not self.path.exists():
                self.write(os.urandom(LENGTH))

    def write(self, value: bytes) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.pwrite(file, value, 0)
        finally:
            os.close(file)

    def read(self) -> bytes:
        """The bytes as they are now; costs no system call."""
        memory = self.memory
        return memory[:] if memory else b""

    def reopen(self) -> None:
        """See the file that is there now: it may have been made, or replaced, since."""
        try:
            found = self.path.stat()
        except OSError:
            self.memory = self.inode = None
            return
        if found.st_ino != self.inode and found.st_size == LENGTH:
            with self.path.open("rb") as file:
                self.memory = mmap.mmap(file.fileno(), LENGTH, access=mmap.ACCESS_READ)
            self.inode = found.st_ino
