"""Code comes out of the repository's own history, or it is said plainly why it cannot."""

import subprocess
import sys

import pytest

from releases import ROOT
from releases.checkout import HistoryError, check_out, full_hash, python_for


def git(folder, *arguments):
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", "-C", folder, *author, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def history(tmp_path):
    """A repository of two commits, in which a file says one, then two."""
    folder = tmp_path / "history"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for said in ("one", "two"):
        (folder / "file").write_text(said)
        git(folder, "add", "file")
        git(folder, "commit", "--quiet", "-m", said)
    return folder


def test_the_files_are_those_of_the_commit(history, tmp_path):
    first = git(history, "rev-parse", "HEAD~1").strip()

    assert (check_out(first, tmp_path / "code", history) / "file").read_text() == "one"


def test_a_shallow_clone_without_the_commit_says_so(history, tmp_path):
    first = git(history, "rev-parse", "HEAD~1").strip()
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{history}", "clone")

    with pytest.raises(HistoryError, match=rf"shallow and lacks commit {first}: say git fetch --unshallow"):
        check_out(first, tmp_path / "code", tmp_path / "clone")
    assert not (tmp_path / "code").exists()


def test_a_commit_that_never_was_is_not_found(history):
    with pytest.raises(HistoryError, match="Git knows no commit nowhere"):
        full_hash("nowhere", history)


def test_the_same_requirements_need_no_other_python():
    assert python_for(ROOT) == sys.executable
