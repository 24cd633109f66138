"""A backup is made alone and whole, and leaves out what is no longer itself."""

import json
import resource
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from aes_site.backup.making import alone
from archive.store import path_of
from tests.aes_site.backup.conftest import back_up, everything_in, the_file_in


@contextmanager
def disk_with_room_for(size):
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_full_disk_leaves_no_backup(document, target):
    with disk_with_room_for(10_000), pytest.raises(CommandError, match=r"No backup: .+File too large"):
        back_up(target)

    assert everything_in(target) == []


def test_file_that_is_no_longer_itself_is_left_out_and_told(document, target):
    name = back_up(target)
    stored = path_of(the_file_in(target).name)
    the_file_in(target).unlink()
    stored.chmod(0o600)
    stored.write_bytes(b"altered on the disk")

    with pytest.raises(CommandError, match=f"Left out, .+: {stored.name}"):
        call_command("backup", str(target))

    manifests = [json.loads(path.read_text()) for path in sorted(target.glob("*/manifest.json"))]
    assert [set(manifest["files"]) for manifest in manifests][-1] == set()
    assert not [path for path in everything_in(target) if path.startswith("files")]
    assert manifests[0]["name"] == name


def test_two_backups_at_once_are_refused(document, target):
    with alone(), pytest.raises(CommandError, match="Another backup is under way"):
        back_up(target)


def test_dry_run_tells_and_writes_nothing(document, target, capsys):
    call_command("backup", str(target), "--dry-run", "--keep", "3")

    told = capsys.readouterr().out
    assert "and 1 files of" in told
    assert "would remove: nothing. Nothing was done." in told
    assert not target.exists()
