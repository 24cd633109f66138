"""Loops of tests that look at something."""

from collections.abc import Iterable


def every(rows: Iterable) -> list:
    """The rows to look at, one at least: a test that loops over nothing would say nothing."""
    found = list(rows)
    assert found, "there is nothing to look at"
    return found
