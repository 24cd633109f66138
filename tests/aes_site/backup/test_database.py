"""A dump enters an empty database whole, of the same owner and with its roles, or nothing of it does."""

import json
import os
import subprocess

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from aes_site.backup.database import differences
from tests.aes_site.backup.conftest import back_up, everything_in, is_empty, restore
from tests.database import connected_to


def change_manifest(target, name, **fields):
    path = target / name / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_database_that_holds_something_is_not_restored_into(document, target):
    back_up(target)
    name = connection.settings_dict["NAME"]

    with pytest.raises(CommandError, match=f"The database {name} is not empty: restore into a new one"):
        call_command("restore", str(target))


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


def test_tables_that_differ_are_told_in_words():
    assert differences({"a": (1, "7"), "b": (2, "8")}, {"b": (2, "8"), "c": (0, "0")}) == [
        "a holds nothing, not being there, instead of 1 rows (7)",
        "c holds 0 rows (0) instead of nothing, not being there,",
    ]
