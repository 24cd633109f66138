"""Databases of test runs: copied from one whose tables were made once, and removed if a run was killed."""

import hashlib
import re
from contextlib import contextmanager, suppress

import psutil
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

SOURCES_OF_TABLES = (
    "*/migrations/*.py",
    "publishing/live/schemas.py",
    "publishing/live/connection.py",
    "requirements.txt",
)


def migrated_template() -> str:
    """The name of a database that every migration has been applied to, made now if they have changed."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES_OF_TABLES for path in settings.BASE_DIR.glob(pattern)):
        digest.update(path.read_bytes())
    name = f"template_aes_{digest.hexdigest()[:16]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")  # one worker makes it, the others wait
        if name not in databases(cursor, "template_aes_"):
            make_template(cursor, name)
    return name


def make_template(cursor, name: str) -> None:
    for old in databases(cursor, "template_aes_"):
        with suppress(OperationalError):  # another run may be copying it
            cursor.execute(f"DROP DATABASE {old}")
    unfinished = f"template_aes_{settings.RUN}"
    cursor.execute(f"CREATE DATABASE {unfinished}")
    with connected_to(unfinished):
        call_command("migrate", verbosity=0)
    cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")


@contextmanager
def connected_to(name: str):
    """The connection of the tests leads to another database meanwhile."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def drop_leftovers() -> None:
    """Remove the databases of runs, named by their process, that are no longer there."""
    with connection._nodb_cursor() as cursor:
        for name in databases(cursor, "test_aes_"):
            run = re.match(r"test_aes_(\d+)", name)
            if run and not psutil.pid_exists(int(run[1])):
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")


def databases(cursor, prefix: str) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in cursor.fetchall()]
