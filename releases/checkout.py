"""The code of a commit, out of this repository's history into a folder, and the Python that can run it."""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from releases import ROOT

GIT = shutil.which("git") or "git"
ENVIRONMENTS = ROOT / "var" / "releases"  # made once for each list of requirements, and kept


class HistoryError(Exception):
    """A commit cannot be had from this repository; says why, and what to do."""


def check_out(commit: str, folder: Path, repository: Path = ROOT) -> Path:
    """Lay the files of the commit (any name git knows) in the folder, which it returns. Raises `HistoryError`."""
    full_hash(commit, repository)
    archive = git("archive", commit, repository=repository).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return folder


def full_hash(commit: str, repository: Path = ROOT) -> str:
    """The hash of a commit that is there. Raises `HistoryError`."""
    found = git("rev-parse", "--quiet", "--verify", f"{commit}^{{commit}}", repository=repository)
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if git("rev-parse", "--is-shallow-repository", repository=repository).stdout.strip() == b"true":
        raise HistoryError(
            f"This clone is shallow and lacks commit {commit}: say git fetch --unshallow, then try again."
        )
    raise HistoryError(f"Git knows no commit {commit} in {repository}: {found.stderr.decode().strip() or 'not found'}.")


def git(*arguments: str, repository: Path) -> subprocess.CompletedProcess:
    command = [GIT, "-C", str(repository), *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def python_for(code: Path) -> str:
    """A Python with what that code requires: this one if its requirements are ours, else one made for it."""
    wanted = (code / "requirements.txt").read_bytes()
    if wanted == (ROOT / "requirements.txt").read_bytes():
        return sys.executable
    environment = ENVIRONMENTS / f"venv-{hashlib.sha256(wanted).hexdigest()[:16]}"
    python = environment / "bin" / "python"
    if not (environment / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        subprocess.run([*pip, "-r", code / "requirements.txt"], check=True)
        (environment / "installed").touch()
    return str(python)
