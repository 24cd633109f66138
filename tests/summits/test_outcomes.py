"""What came of expected decisions."""

import pytest

from summits.models import Decision
from summits.outcomes import counts_of_outcomes, told_with_outcome, was_expected
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_came_of_a_decision_is_never_its_announcement():
    make.status("expected", family="expected")
    waited, taken = make.decision(), make.decision()
    make.decision_step(waited, "expected", occurred="2026-01")
    make.decision_step(taken, "expected", occurred="2026-01")
    adopted = make.decision_step(taken, "adopted", occurred="2025-12-23")

    assert [decision.outcome for decision in told_with_outcome([waited, taken])] == [None, adopted]


def test_a_decision_was_expected_if_it_was_announced_before_it_was_taken():
    taken = {"decided": "2025-12-23"}
    decisions = [make.decision(), make.decision(**taken), make.decision(modality_fr="doit", **taken)]

    assert [was_expected(decision) for decision in decisions] == [True, False, True]


def test_decisions_are_counted_in_the_order_of_the_counts():
    for key in ("announced", "adopted", "adopted"):
        make.decision_step(make.decision(), key)

    assert counts_of_outcomes(Decision.objects.with_statuses()) == [("decided", 2), ("announced", 1)]
