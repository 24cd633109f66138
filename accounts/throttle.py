"""Passwords and codes cannot be tried out: after so many attempts, one waits (docs/decisions/0018-accounts.md)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils import timezone
from django.utils.translation import ngettext

from accounts.addresses import telling_address_of
from accounts.models import Attempt

WINDOW = timedelta(minutes=15)

Kind = Attempt.Kind


@dataclass(frozen=True)
class Limit:
    """So many attempts within the window that have these columns in common."""

    count: int
    columns: tuple[str, ...]


LIMITS = {
    Kind.LOGIN: (Limit(5, ("account", "address")), Limit(20, ("account",)), Limit(50, ("address",))),
    Kind.CODE: (Limit(5, ("account",)),),
    Kind.RESET: (Limit(3, ("account",)), Limit(10, ("address",))),
}


class ThrottledError(Exception):
    """One attempt too many: `seconds` to wait, and a sentence that says so."""

    def __init__(self, wait: timedelta):
        self.seconds = ceil(wait.total_seconds())
        minutes = ceil(self.seconds / 60)
        words = ngettext(
            "Trop d’essais. Attendez %(count)d minute, puis réessayez.",
            "Trop d’essais. Attendez %(count)d minutes, puis réessayez.",
            minutes,
        )
        super().__init__(words % {"count": minutes})


def count_attempt(kind: str, account: str, request) -> None:
    """Count an attempt before it is known how it ends; raises ThrottledError, uncounted, if it is one too many.

    Counted first and looked at afterwards, so that many at the same moment do not all pass.
    """
    now = timezone.now()
    Attempt.objects.filter(at__lte=now - WINDOW).delete()
    mine = Attempt.objects.create(
        kind=kind, account=account.casefold()[:254], address=telling_address_of(request), at=now
    )
    wait = max((wait_for(limit, mine) for limit in LIMITS[Kind(kind)]), default=timedelta())
    if wait > timedelta():
        mine.delete()
        raise ThrottledError(wait)


def wait_for(limit: Limit, mine: Attempt) -> timedelta:
    """How long until this attempt would be within the limit."""
    if limit.columns == ("address",) and mine.address is None:
        return timedelta()
    common = {column: getattr(mine, column) for column in limit.columns}
    others = Attempt.objects.filter(kind=mine.kind, **common).exclude(pk=mine.pk).order_by("-at")
    times: list[datetime] = list(others.values_list("at", flat=True)[: limit.count])
    return times[-1] + WINDOW - mine.at if len(times) == limit.count else timedelta()


def forget_attempts(kind: str, account: str, request) -> None:
    """After a success: the attempts of that account from that address count no longer."""
    address = telling_address_of(request)
    Attempt.objects.filter(kind=kind, account=account.casefold()[:254], address=address).delete()


def lift(*accounts: str) -> int:
    """Let these accounts try again at once, or everybody if none is named; how many attempts are forgotten."""
    attempts = Attempt.objects.all()
    if accounts:
        attempts = attempts.filter(account__in=[account.casefold()[:254] for account in accounts])
    return attempts.delete()[0]
