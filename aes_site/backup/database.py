"""The database as a stream, out of one snapshot and into an empty one, by PostgreSQL's own programs."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql
from psycopg.conninfo import make_conninfo

from aes_site.backup.target import BackupError
from aes_site.embedded.cluster import wheel
from publishing.live.connection import ONE_SNAPSHOT

SCHEMAS = ["public", "live", "live_state"]
LEFT_OUT = "public.accounts_session"  # its rows would open the desk to whoever reads the backup
TABLES = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(%s) ORDER BY 1, 2"
ROLES = """
SELECT DISTINCT pg_get_userbyid(grantee) FROM (
    SELECT (aclexplode(relacl)).grantee, relowner AS owner, relnamespace AS schema FROM pg_class
    UNION SELECT (aclexplode(nspacl)).grantee, nspowner, oid FROM pg_namespace
    UNION SELECT (aclexplode(defaclacl)).grantee, defaclrole, defaclnamespace FROM pg_default_acl
) granted
WHERE schema IN (SELECT oid FROM pg_namespace WHERE nspname = ANY(%s)) AND grantee NOT IN (0, owner)
    AND pg_get_userbyid(grantee) !~ '^pg_' ORDER BY 1
"""
IS_USED = """
SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = ANY(%s))
    OR EXISTS (SELECT FROM pg_namespace WHERE nspname = 'live')
"""


OWNER = "SELECT tableowner FROM pg_tables WHERE schemaname = 'live' AND tablename = 'editions_contentversion'"
VERSION = "SELECT number FROM live.editions_contentversion WHERE id = 1"

Table = tuple[int, str]  # how many rows, and a sum over what each of them says, in any order


@dataclass(frozen=True)
class State:
    """What a database holds: by table, whose it is, the roles that have rights, the version of what readers see."""

    server: str
    owner: str
    content_version: int
    tables: dict[str, Table]
    roles: list[str]


@contextmanager
def one_snapshot() -> Iterator[str]:
    """Inside, what this connection reads is one moment; its name lets other programs read the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_SNAPSHOT)
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def state() -> State:
    """The state of the database as the connection sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
        cursor.execute(OWNER)
        (owner,) = cursor.fetchone()
        cursor.execute(ROLES, [SCHEMAS])
        roles = [name for (name,) in cursor.fetchall()]
        cursor.execute(TABLES, [SCHEMAS])
        names = [pair for pair in cursor.fetchall() if ".".join(pair) != LEFT_OUT]
        tables = {".".join(pair): summed(cursor, pair) for pair in names}
        cursor.execute(VERSION)
        (version,) = cursor.fetchone() or (0,)
    return State(server, owner, version, tables, roles)


def summed(cursor, table: tuple[str, str]) -> Table:
    query = "SELECT count(*), coalesce(sum(hashtextextended(rows::text, 0)), 0)::text FROM {} rows"
    cursor.execute(sql.SQL(query).format(sql.Identifier(*table)))
    return cursor.fetchone()


def differences(expected: dict[str, Table], found: dict[str, Table]) -> list[str]:
    """In words, the tables that do not hold what they should."""
    names = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    return [f"{name} holds {rows_in(found, name)} instead of {rows_in(expected, name)}" for name in names]


def rows_in(tables: dict[str, Table], name: str) -> str:
    return f"{tables[name][0]} rows ({tables[name][1]})" if name in tables else "nothing, not being there,"


@contextmanager
def dumping(snapshot: str) -> Iterator[BinaryIO]:
    """The dump of a snapshot as a stream, to be read to its end. Raises BackupError if pg_dump fails."""
    arguments = ["--format=custom", f"--snapshot={snapshot}", f"--exclude-table-data={LEFT_OUT}"]
    with running("pg_dump", *arguments, stdout=subprocess.PIPE) as process:
        yield process.stdout  # type: ignore[misc]  # a pipe is asked for


@contextmanager
def restoring() -> Iterator[BinaryIO]:
    """A stream that takes a dump; all of it is in the database when the context ends, or none."""
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner"]
    with running("pg_restore", *arguments, stdin=subprocess.PIPE) as process:
        yield process.stdin  # type: ignore[misc]  # a pipe is asked for


@contextmanager
def running(program: str, *arguments: str, **streams) -> Iterator[subprocess.Popen]:
    """A program on the database of this process; what it says when it fails is in the BackupError."""
    database = connection.settings_dict
    place = {"dbname": database["NAME"], "user": database["USER"], "host": database["HOST"], "port": database["PORT"]}
    options = {name: value for name, value in database["OPTIONS"].items() if isinstance(value, str)}
    where = make_conninfo(**{name: value for name, value in (place | options).items() if value})
    secret = {"PGPASSWORD": database["PASSWORD"]} if database["PASSWORD"] else {}
    command = [str(programs() / program), *arguments, f"--dbname={where}"]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stderr=said, env=os.environ | secret, **streams)
        has_ended = suppress(BrokenPipeError) if process.stdin else nullcontext()  # how is looked at below
        with has_ended, process:
            try:
                yield process
            except BaseException:
                if not has_failed(process):
                    process.kill()
                    raise
        if process.returncode:
            said.seek(0)
            raise BackupError(f"{program}: {' '.join(said.read().split())}")


def has_failed(process: subprocess.Popen) -> bool:
    """Whether the program ended before us, which is why its stream broke; else it waits for more."""
    try:
        return process.wait(timeout=1) != 0
    except subprocess.TimeoutExpired:
        return False


def programs() -> Path:
    """PostgreSQL's programs: those of PG_PROGRAMS, which an older server may need, else those that come along."""
    return Path(settings.PG_PROGRAMS) if settings.PG_PROGRAMS else wheel() / "pginstall" / "bin"


def refuse_used_database() -> None:
    """A backup is restored into nothing: what is there already is not overwritten, nor mixed with."""
    with connection.cursor() as cursor:
        cursor.execute(IS_USED, [SCHEMAS])
        if cursor.fetchone()[0]:
            raise BackupError(f"The database {connection.settings_dict['NAME']} is not empty: restore into a new one.")


def refuse_other_owner(owner: str) -> None:
    """Rights in a dump are those that its owner gives."""
    user = connection.settings_dict["USER"]
    if user != owner:
        raise BackupError(f"The tables belonged to the role {owner}: restore as {owner}, and not as {user}.")


def missing_roles(roles: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [roles])
        return sorted(set(roles) - {name for (name,) in cursor.fetchall()})


def refuse_missing_roles(roles: list[str]) -> None:
    if missing := missing_roles(roles):
        raise BackupError(f"Roles that have rights in the backup are missing: {', '.join(missing)}. Create them first.")


def create_missing_roles(roles: list[str]) -> None:
    """Nobody can log in as one of them."""
    with connection.cursor() as cursor:
        for name in missing_roles(roles):
            cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
