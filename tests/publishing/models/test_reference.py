"""References are numbered by kind and year, and never given twice."""

import pytest

from publishing.models import ReferenceCounter

pytestmark = pytest.mark.django_db
counters = ReferenceCounter.objects


def number(reference):
    return int(reference.split("-")[-1])


def test_references_are_numbered_by_kind_and_year():
    assert [number(counters.allocate(*kind)) for kind in (("D", 2025), ("D", 2025), ("D", 2026), ("S", 2025))] == [
        1,
        2,
        1,
        1,
    ]


def test_reference_that_a_dossier_brings_is_not_given_again():
    first = counters.allocate("D", 2025)
    counters.note(first.replace("001", "007"))

    assert number(counters.allocate("D", 2025)) == 8


def test_lower_reference_lowers_nothing():
    references = [counters.allocate("D", 2025) for _number in range(3)]
    counters.note(references[0])

    assert number(counters.allocate("D", 2025)) == 4
