"""Proving a backup: it is restored into a system of its own, which is then asked for everything and removed.

The system is this checkout with an embedded server, whatever DATABASE_URL says; each step is a process of its own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from aes_site.backup.crawl import crawl
from aes_site.backup.database import one_snapshot, state
from aes_site.backup.manifest import Manifest
from aes_site.backup.target import BackupError
from aes_site.embedded.cluster import Cluster

BORROWED = ("static", "packs")  # made from what was restored, or from the code: pages only link to them


class Scratch:
    """A system that holds nothing yet, in a folder of its own; `run` is one of its processes."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.environment = os.environ | {"VAR": str(folder), "DATABASE_URL": "", "SITE": "both"}

    def run(self, *arguments: str) -> str:
        """What a Python process of the system wrote; raises BackupError with its complaint."""
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BackupError(done.stderr.strip().removeprefix("CommandError: "))
        return done.stdout


@contextmanager
def scratch_system() -> Iterator[Scratch]:
    """It is removed at the end, wherever its server had to lie."""
    folder = Path(tempfile.mkdtemp(prefix="aes-verify-"))
    try:
        folder.chmod(0o711)  # the server's account passes through; its own folder is closed
        for name in BORROWED:
            if (Path(settings.VAR) / name).exists():
                (folder / name).symlink_to(Path(settings.VAR).absolute() / name)
        yield Scratch(folder)
    finally:
        for server in ("postgres", "test-postgres"):
            shutil.rmtree(Cluster(folder / server).home, ignore_errors=True)
        shutil.rmtree(folder)


def restore(scratch: Scratch, target: str, manifest: Manifest, identity: Path | None) -> None:
    """Restore it there, which compares every table and every file with the manifest."""
    key = ["--identity", str(identity.absolute())] if identity else []
    scratch.run("manage.py", "restore", target, manifest.name, "--create-roles", *key)
    scratch.run("manage.py", "check_files", "--skip-checks")


def pages_of(scratch: Scratch) -> dict[str, str]:
    """Every page of readers that the restored system shows; raises BackupError if one fails."""
    pages, failed = json.loads(scratch.run("-m", "aes_site.backup.crawl"))
    if failed:
        raise BackupError(f"The restored site does not show all of its pages: {'; '.join(failed)}")
    return pages


def different_pages(pages: dict[str, str], manifest: Manifest) -> list[str] | None:
    """The addresses that this system shows otherwise; none can be told once something else was published."""
    with one_snapshot():
        if state().content_version != manifest.content_version:
            return None
    here, _failed = crawl()
    return sorted(address for address in here.keys() | pages.keys() if here.get(address) != pages.get(address))
