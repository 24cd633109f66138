"""What came of an expected decision: never the expectation itself."""

from collections import Counter

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


def families_of_outcomes(decisions) -> list[tuple[str, int]]:
    """How many of these decisions came to what, in the order of families; those without a step are expected still."""
    counts = Counter(d.outcome.status.family if d.outcome else Status.Family.EXPECTED for d in decisions)
    return [(family, counts[family]) for family in Status.Family.values if counts[family]]
