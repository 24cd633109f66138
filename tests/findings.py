"""What the checks of the register's health find."""

from publishing.health import HEALTH_CHECKS
from publishing.registry import RECORD_TYPES

ALL = {kind.model for kind in RECORD_TYPES.values()}


def found(name) -> list[tuple]:
    """What a check finds: records and words; it counts as many."""
    check = HEALTH_CHECKS[name]
    findings = check.first(10, ALL)
    assert check.count(ALL) == len(findings)
    assert (check.count(()), check.first(10, ())) == (0, [])
    return [(finding.record, finding.text) for finding in findings]
