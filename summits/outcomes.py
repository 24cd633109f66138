"""What came of an expected decision: never the expectation itself."""

from collections import Counter

from institutions.headlines import Count
from institutions.models import Status
from institutions.models.ledger import Ledger, uncorrected


def was_expected(decision) -> bool:
    """Whether it was announced before it was taken, if it ever was."""
    return bool(decision.modality) or decision.decided is None


def outcome_of(decision):
    """The latest step other than an announcement, be it that no trace was found; none if there is none."""
    steps = uncorrected(decision.steps.all())
    return Ledger([step for step in steps if step.status.family != Status.Family.EXPECTED]).current()


def told_with_outcome(decisions) -> list:
    """The decisions, each with its `outcome`."""
    told = list(decisions)
    for decision in told:
        decision.outcome = outcome_of(decision)
    return told


def counts_of_outcomes(decisions) -> list[tuple[str, int]]:
    """How many of these decisions belong to each count, in their order."""
    counts = Counter(decision.headline.count for decision in decisions)
    return [(count, counts[count]) for count in Count.values if counts[count]]
