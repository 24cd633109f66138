"""Packs follow the register, made by one process at a time."""

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
