"""Places for backups: a directory, and the hook for any other."""

import io
from contextlib import contextmanager

import pytest

from aes_site.backup.target import DirectoryTarget, target_of
from tests.aes_site.backup.conftest import back_up, everything_in, restore

CONTENTS: dict[str, bytes] = {}


class MemoryTarget:
    """A place as an operator may write one."""

    def __init__(self, address):
        self.address = address

    def names(self, prefix=""):
        return [name for name in sorted(CONTENTS) if name.startswith(prefix)]

    @contextmanager
    def writing(self, name):
        file = io.BytesIO()
        yield file
        CONTENTS[name] = file.getvalue()

    def reading(self, name):
        return io.BytesIO(CONTENTS[name])

    def delete(self, name):
        CONTENTS.pop(name, None)


def test_operator_names_another_kind_of_place(document, settings, empty_database):
    CONTENTS.clear()
    settings.BACKUP_TARGETS = {"memory": f"{__name__}.MemoryTarget"}
    name = back_up("memory://register", "--keep", "1")

    said = restore(empty_database, "memory://register", "--dry-run")

    assert f"{name} could be restored; nothing was written." in said
    assert len(CONTENTS) == 3


def test_directory_holds_what_was_written_whole_only(tmp_path):
    target = target_of(str(tmp_path / "new" / "place"))
    with target.writing("a/b") as file:
        file.write(b"whole")
    with pytest.raises(ZeroDivisionError), target.writing("a/c") as file:
        file.write(b"half" if 1 / 0 else b"")

    assert isinstance(target, DirectoryTarget)
    assert list(target.names()) == ["a/b"]
    assert everything_in(tmp_path) == ["new/place/a/b"]
    assert (tmp_path / "new" / "place" / "a" / "b").stat().st_mode & 0o077 == 0
    target.delete("a/b")
    target.delete("a/b")
    assert list(target.names()) == []
