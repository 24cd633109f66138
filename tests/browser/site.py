"""The whole site as `manage.py demo` serves it, with its content, for tests that look at every kind of page."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import resolve
from django.utils.translation import override

PATIENCE = 300  # seconds until it serves: a database is made and the content loaded
WITHOUT_RECORD = {  # pages that no sitemap lists, by the name of their kind
    "search with results": "recherche/?q=banque",
    "search without results": "recherche/?q=xyzzy",
    "search of nothing": "recherche/",
    "roadmap at a date": "feuille-de-route/?au=2025-06-30",
    "chronology of a pillar": "chronologie/?pilier=defense",
    "report": "bilan/sommet-de-niamey-2024/sommet-de-bamako-2025/",
    "fullest summit": "sommets/sommet-de-bamako-2025/",
    "editions": "fiches/AES-R-2025-001/editions/",
    "edition": "fiches/AES-R-2025-001/editions/1/",
    "editions that are not": "fiches/AES-R-2025-001/editions/?de=8&a=9",
    "entry without a page": "fiches/AES-L-2026-009/",
    "legal notice": "mentions-legales/",
    "not found": "n-existe-pas/",
}


@dataclass
class Site:
    """A running site: its address, what it said when it started, and the path of one page of each kind."""

    url: str
    log: Path

    def password(self, account: str) -> str:
        """That of an account of the demonstration."""
        return re.search(rf"^Account {account}, password (\S+)$", self.log.read_text(), re.MULTILINE)[1]

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.url + path, timeout=60) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def text(self, path: str) -> str:
        """The body at a path, whatever its status."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=60) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def kinds(self, language: str) -> dict[str, str]:
        """The first page of each kind in the sitemaps, by the name of its view, and those no sitemap lists."""
        found = {}
        listed = [path for sitemap in self.addresses("/sitemap.xml") for path in self.addresses(sitemap)]
        with override(language):
            for path in listed:
                if path.startswith(f"/{language}/"):
                    found.setdefault(resolve(path).view_name, path)
        return found | {kind: f"/{language}/{path}" for kind, path in WITHOUT_RECORD.items()}

    def addresses(self, path: str) -> list[str]:
        return [address.removeprefix(self.url) for address in re.findall("<loc>([^<]+)</loc>", self.text(path))]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(folder: Path):
    """Serve the site from an empty folder of its own; yields it once it answers, ends it afterwards."""
    port = free_port()
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment | {"VAR": str(folder / "var")}, stdout=log, stderr=log
        )
    site = Site(f"http://127.0.0.1:{port}", folder / "log")
    try:
        wait_for(site, process)
        yield site
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def wait_for(site: Site, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{site.url}/fr/", timeout=10).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError(f"The site does not answer:\n{site.log.read_text()}")
