"""The store: each file under its fingerprint, written once."""

import hashlib

import pytest

from archive.store import FILE_MODE, Incoming, fingerprint, incoming, path_of, place_of, stored

CONTENT = b"Communique final"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"


def test_file_lies_under_its_fingerprint_for_our_group_alone():
    Incoming([CONTENT[:4], CONTENT[4:]]).keep(SHA256)

    path = path_of(SHA256)
    assert list(stored()) == [path]
    assert place_of(SHA256) == f"{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"
    assert (path.read_bytes(), fingerprint(path)) == (CONTENT, SHA256)
    assert path.stat().st_mode & 0o777 == FILE_MODE
    assert list(incoming()) == []


def test_file_that_is_there_whole_stays_and_an_altered_one_is_replaced():
    Incoming([CONTENT]).keep(SHA256)
    first = path_of(SHA256).stat().st_ino
    Incoming([CONTENT]).keep(SHA256)
    assert path_of(SHA256).stat().st_ino == first

    path_of(SHA256).write_bytes(b"altered")
    Incoming([CONTENT]).keep(SHA256)

    assert path_of(SHA256).read_bytes() == CONTENT


def test_file_that_is_not_kept_leaves_nothing():
    upload = Incoming([CONTENT])
    assert list(incoming()) == [upload.path]

    del upload

    assert (list(incoming()), list(stored())) == ([], [])
