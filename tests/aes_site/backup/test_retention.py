"""Which backups stay, and which files with them."""

from datetime import UTC, datetime

import pytest

from aes_site.backup import manifest, retention
from aes_site.backup.making import place_in
from aes_site.backup.manifest import Manifest, Piece
from aes_site.backup.target import DirectoryTarget
from tests.aes_site.backup.conftest import everything_in

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SHARED, OLD = "a" * 64, "b" * 64


@pytest.fixture
def target(tmp_path):
    return DirectoryTarget(str(tmp_path))


def put(target, name, *files, is_finished=True):
    dump, contents = Piece(f"{name}/database.dump", 4, ""), dict.fromkeys(files, 1)
    made = Manifest(name, 1, "18", "aes_owner", dump, {}, [], "files", contents, [], [])
    for place in [made.database.name, *(place_in(made, sha256) for sha256 in files)]:
        with target.writing(place) as file:
            file.write(b"dump")
    if is_finished:
        manifest.write(target, made)


def test_latest_stay_with_their_files_and_what_is_not_ours(target, tmp_path):
    put(target, "2026-11-28T03-00-00Z", SHARED, OLD)
    put(target, "2026-11-29T03-00-00Z", SHARED)
    put(target, "2026-11-30T03-00-00Z", SHARED)
    (tmp_path / "files").mkdir(exist_ok=True)
    (tmp_path / "files" / "notes.txt").write_text("somebody's")

    going = retention.leaving(target, 2, NOW)
    removed = retention.remove(target, going)

    assert (going, removed) == (["2026-11-28T03-00-00Z"], 1)
    assert everything_in(tmp_path) == [
        "2026-11-29T03-00-00Z/database.dump",
        "2026-11-29T03-00-00Z/manifest.json",
        "2026-11-30T03-00-00Z/database.dump",
        "2026-11-30T03-00-00Z/manifest.json",
        f"files/aa/aa/{SHARED}",
        "files/notes.txt",
    ]


def test_what_was_cut_off_goes_after_a_day_and_counts_for_nothing(target):
    put(target, "2026-11-28T03-00-00Z")
    put(target, "2026-11-29T03-00-00Z", is_finished=False)
    put(target, "2026-11-30T11-00-00Z", is_finished=False)

    assert retention.leaving(target, 1, NOW) == ["2026-11-29T03-00-00Z"]
    assert manifest.complete(target) == ["2026-11-28T03-00-00Z"]
