"""What is restored is what was written: a dump and files that were altered or are gone are refused."""

import pytest
from django.core.management import CommandError

from aes_site.backup.restoring import refuse_altered
from aes_site.backup.target import BackupError
from archive.store import path_of
from tests.aes_site.backup.conftest import back_up, is_empty, restore, the_file_in


def test_altered_dump_is_not_restored(document, target, empty_database):
    name = back_up(target)
    dump = target / name / "database.dump"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)

    for arguments in ([], ["--dry-run"]):
        with pytest.raises(CommandError, match=r"database\.dump is not what was written: its SHA-256 is"):
            restore(empty_database, target, *arguments)
    dump.unlink()
    with pytest.raises(CommandError, match=r"database\.dump is missing from the backup"):
        restore(empty_database, target)
    assert is_empty(empty_database)


def test_altered_and_missing_files_are_not_restored(document, target, empty_database):
    back_up(target)
    file = the_file_in(target)
    stored = path_of(file.name)
    stored.unlink()
    file.write_bytes(b"something else")

    for arguments in ([], ["--dry-run"]):
        with pytest.raises(CommandError, match=f"The file {file.name} is not what was written"):
            restore(empty_database, target, *arguments)
    file.unlink()
    with pytest.raises(CommandError, match="is missing from the backup"):
        restore(empty_database, target)
    assert is_empty(empty_database)
    assert not stored.exists()


def test_a_file_is_what_its_name_says():
    refuse_altered("a" * 64, "a" * 64)
    with pytest.raises(BackupError, match=f"The file {'a' * 64} is not what was written: its SHA-256 is {'b' * 64}"):
        refuse_altered("a" * 64, "b" * 64)
