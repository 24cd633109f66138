"""Packs follow the register, made by one process at a time."""

import errno
import os

import pytest

from readers.offline import rebuild

pytestmark = pytest.mark.django_db


def test_nothing_is_made_before_anything_is_published():
    assert rebuild.outdated() == []


def test_one_process_of_a_machine_makes_packs_at_a_time():
    with rebuild.one_at_a_time() as first, rebuild.one_at_a_time() as second:
        assert (first, second) == (True, False)
    with rebuild.one_at_a_time() as has_turn:
        assert has_turn


def test_packs_that_cannot_be_made_are_a_line_of_the_log(decision, caplog, monkeypatch, tmp_path):
    in_its_place = tmp_path / "a-file"
    in_its_place.touch()
    monkeypatch.setenv("VAR", str(in_its_place))

    rebuild.make_outdated()

    (record,) = [record for record in caplog.records if record.name == "readers.offline"]
    reason = f"{in_its_place}: {os.strerror(errno.EEXIST)}"
    assert record.getMessage() == f"Offline packs cannot be made: {reason}"
