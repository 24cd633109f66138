"""What a backup and a restore refuse: in words, and nothing is half-written."""

import json
import os
import resource
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from aes_site.backup.database import refuse_used_database
from aes_site.backup.making import alone
from archive.store import path_of
from tests.aes_site.backup.conftest import back_up, everything_in, restore
from tests.database import connected_to


def is_empty(database) -> bool:
    with connected_to(database):
        refuse_used_database()  # raises otherwise
    return True


def the_file_in(target):
    (name,) = [name for name in everything_in(target) if name.startswith("files")]
    return target / name


def change_manifest(target, name, **fields):
    path = target / name / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_database_that_holds_something_is_not_restored_into(document, target):
    back_up(target)
    name = connection.settings_dict["NAME"]

    with pytest.raises(CommandError, match=f"The database {name} is not empty: restore into a new one"):
        call_command("restore", str(target))


def test_place_without_a_backup_and_a_name_without_one_are_said(document, target):
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("restore", str(target))
    name = back_up(target)
    with pytest.raises(CommandError, match=f"There is no backup 2020 in .+: the latest is {name}"):
        call_command("restore", str(target), "2020")
    (target / name / "manifest.json").unlink()  # as one that was cut off
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("restore", str(target))


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


def test_dump_that_breaks_off_leaves_the_database_empty(document, target, empty_database):
    name = back_up(target)
    dump = target / name / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-20_000])
    sha256 = subprocess.check_output(["sha256sum", dump], text=True).split()[0]
    change_manifest(target, name, database={"name": f"{name}/database.dump", "size": 0, "sha256": sha256})

    with pytest.raises(CommandError, match="Not restored: pg_restore: "):
        restore(empty_database, target)

    assert is_empty(empty_database)


def test_tables_that_are_not_those_of_the_backup_are_named(document, target, empty_database):
    name = back_up(target)
    tables = json.loads((target / name / "manifest.json").read_text())["tables"]
    change_manifest(target, name, tables=tables | {"live.institutions_document": [1, "12345"]})

    with pytest.raises(
        CommandError, match=r"live\.institutions_document holds 1 rows \(-?\d+\) instead of 1 rows \(12345"
    ):
        restore(empty_database, target)


@pytest.fixture
def role(document):
    """The name of a role with a right to a table, and a function that removes it."""

    name = f"aes_backup_{os.getpid()}"  # roles are of the whole server

    def remove():
        with connection.cursor() as cursor:
            cursor.execute(f"REVOKE ALL ON live.institutions_document FROM {name}")
            cursor.execute(f"DROP ROLE {name}")

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}")
        cursor.execute(f"GRANT SELECT ON live.institutions_document TO {name}")
    return name, remove


def test_role_that_is_missing_is_named_first_and_made_when_asked(role, target, empty_database):
    name, remove = role
    back_up(target)
    remove()

    with pytest.raises(CommandError, match=f"are missing: {name}"):
        restore(empty_database, target)
    assert is_empty(empty_database)
    restore(empty_database, target, "--create-roles")

    with connected_to(empty_database):
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'live.institutions_document', 'SELECT')", [name])
            assert cursor.fetchone() == (True,)
        remove()


def test_tables_of_another_owner_are_restored_by_that_one(document, target, empty_database):
    name = back_up(target)
    change_manifest(target, name, owner="registre")

    with pytest.raises(CommandError, match="The tables belonged to the role registre: restore as registre"):
        restore(empty_database, target)
    assert is_empty(empty_database)


def test_program_that_fails_leaves_no_backup(document, target, settings, tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "pg_dump").write_text("#!/bin/sh\necho half\necho 'the server went away' >&2\nexit 1\n")
    (programs / "pg_dump").chmod(0o755)
    settings.PG_PROGRAMS = str(programs)

    with pytest.raises(CommandError, match="No backup: pg_dump: the server went away"):
        back_up(target)

    assert everything_in(target) == []


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


def test_unknown_scheme_and_keeping_nothing_are_refused(db):
    with pytest.raises(CommandError, match=r"No target is known for s3://: name its class in BACKUP_TARGETS"):
        call_command("backup", "s3://bucket/register")
    with pytest.raises(CommandError, match="Keep one backup at least"):
        call_command("backup", "/tmp/never-made", "--keep", "0")


def test_dry_run_tells_and_writes_nothing(document, target, capsys):
    call_command("backup", str(target), "--dry-run", "--keep", "3")

    told = capsys.readouterr().out
    assert "and 1 files of" in told
    assert "would remove: nothing. Nothing was done." in told
    assert not target.exists()


def test_names_of_settings_are_kept_and_no_value(document, target, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "un secret que personne ne lit")
    monkeypatch.setenv("EMAIL_URL", "smtp://compte:motdepasse@mail.example")
    name = back_up(target)

    manifest = (target / name / "manifest.json").read_text()
    assert {"EMAIL_URL", "SECRET_KEY"} <= set(json.loads(manifest)["settings"])
    assert "motdepasse" not in manifest
    assert "un secret" not in manifest


def test_site_runs_without_the_library_of_encryption():
    block = "import sys; sys.modules['pyrage'] = None; import django; django.setup();"
    ask = (
        "from django.core.management import call_command, CommandError\n"
        "try: call_command('backup', '/tmp/never-made', recipient=['age1x'])\n"
        "except CommandError as error: print(error)"
    )
    said = subprocess.check_output([sys.executable, "-c", f"{block}\n{ask}"], cwd=settings.BASE_DIR, text=True)

    assert "make install-backup" in said
