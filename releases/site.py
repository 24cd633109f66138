"""A register of its own, run by the code of one release: its commands, its database, its server."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from releases import ROOT
from releases.checkout import check_out, python_for

HOST = "registre.example"  # what all of them are called, so that their pages can be compared
SITE_URL = f"http://{HOST}"
START_SECONDS = 300


class SiteError(Exception):
    """A release did not do what it was asked; holds what it said."""


class Site:
    """The code in `code`, run by `python` over what lies in `var`."""

    def __init__(self, code: Path, python: str, var: Path):
        self.code, self.python, self.var = code, python, var

    def manage(self, *arguments: str, stdin: str = "") -> str:
        """What a command of the release says; raises `SiteError` if it fails."""
        command = [self.python, "manage.py", *arguments]
        said = subprocess.run(
            command, cwd=self.code, env=self.environment(), input=stdin, capture_output=True, text=True, check=False
        )
        if said.returncode:
            raise SiteError(f"manage.py {' '.join(arguments)} in {self.code}:\n{said.stdout}{said.stderr}")
        return said.stdout

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing of ours but where programs and caches are; no packs made unasked."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {"VAR": str(self.var), "SITE_URL": SITE_URL, "PACK_MINUTES": "0", **more}

    # The database

    @contextmanager
    def database(self) -> Iterator[dict[str, str]]:
        """Its server runs meanwhile: `connect` is its address, `programs` where PostgreSQL's programs are."""
        self.manage("database", "start")
        try:
            yield dict(re.findall(r"^(\w+) +(/.+|postgresql:.+)$", self.manage("database", "status"), re.MULTILINE))
        finally:
            self.manage("database", "stop")

    def dump(self, file: Path) -> Path:
        with self.database() as server:
            self.run(server, "pg_dump", "--format=custom", f"--file={file}", server["connect"])
        return file

    def restore(self, dump: Path, files: Path) -> None:
        """A new register from the dump of another and its store of files, as docs/operating.md says."""
        with self.database() as server:
            self.run(server, "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={server['connect']}", dump)
        if files.exists():
            shutil.copytree(files, self.var / "files")
        self.manage("compile_catalogues")
        self.manage("migrate", "--verbosity", "0")

    def run(self, server: dict[str, str], program: str, *arguments: str | Path) -> None:
        said = subprocess.run(
            [Path(server["programs"]) / program, *arguments], capture_output=True, text=True, check=False
        )
        if said.returncode:
            raise SiteError(f"{program}: {said.stderr}")

    def rows(self, statement: str, *values) -> list[tuple]:
        """What a statement reads; the server must run."""
        with psycopg.connect(self.address(), options="-c timezone=UTC") as connection:
            return connection.execute(statement, values).fetchall()

    def address(self) -> str:
        return re.search(r"^connect +(\S+)$", self.manage("database", "status"), re.MULTILINE)[1]  # type: ignore[index]  # it is told

    # The server

    @contextmanager
    def serving(self, command: str = "serve", **environment: str) -> Iterator[int]:
        """It is served meanwhile, on the port given; `demo` loads the first content before."""
        port = free_port()
        with (self.var / "server.log").open("w+") as log:
            process = subprocess.Popen(
                [self.python, "manage.py", command, "--port", str(port)],
                cwd=self.code, env=self.environment(**environment), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
            try:
                self.wait_for(process, port, log)
                yield port
            finally:
                stop(process)

    def wait_for(self, process: subprocess.Popen, port: int, log) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                raise SiteError(f"{self.code} is not served:\n{log.read()}")
            time.sleep(0.2)

    def remove(self) -> None:
        """Its database, wherever it lies: run by root it may be in /var/lib."""
        data = re.search(r"^data +(\S+)$", self.manage("database", "status"), re.MULTILINE)[1]  # type: ignore[index]  # it is told
        shutil.rmtree(Path(data).parent, ignore_errors=True)


class Workshop:
    """Where registers are made and removed: a folder under `var/` that the database's account can enter."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.sites: list[Site] = []

    def site(self, name: str, commit: str | None) -> Site:
        """A register without content, of a commit's code, or of the files here and now."""
        folder = self.folder / name
        (folder / "var").mkdir(parents=True)
        code = check_out(commit, folder / "code") if commit else ROOT
        site = Site(code, python_for(code) if commit else sys.executable, folder / "var")
        self.sites.append(site)
        return site


@contextmanager
def workshop() -> Iterator[Workshop]:
    place = ROOT / "var" / "releases"
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another account where root starts it
        shop = Workshop(Path(folder))
        try:
            yield shop
        finally:
            for site in shop.sites:
                site.remove()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/robots.txt", headers={"Host": HOST})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def stop(process: subprocess.Popen) -> None:
    """As Ctrl-C in a terminal does; the group is its own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=180)
