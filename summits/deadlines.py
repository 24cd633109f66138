"""Deadlines as they were announced and put off, and how far what was done lies from them.

One announcement revises another only where the record says so: a second deadline of the same item may be
about something else.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from institutions.headlines import Headline
from institutions.headlines.facts import Fact
from institutions.models.ledger import Step
from institutions.models.stages import DeedStage
from sources.dates import PartialDate
from summits.models import Deadline


@dataclass(frozen=True)
class Delay:
    """How many days lie between two dates: one number between two days, else the least and the most it can be."""

    least: int
    most: int

    @classmethod
    def between(cls, earlier: PartialDate, later: PartialDate) -> "Delay":
        return cls((later.first - earlier.last).days, (later.last - earlier.first).days)

    @property
    def is_certain(self) -> bool:
        """Whether the second date is later than the first however both are read."""
        return self.least > 0

    @property
    def words(self) -> str:
        """« 93 jours », « 93 à 457 jours », « au plus 30 jours »."""
        least, most = (-self.most, -self.least) if self.most < 0 else (self.least, self.most)
        if least == most:
            return ngettext("%(most)s jour", "%(most)s jours", most) % {"most": most}
        if least <= 0:
            return ngettext("au plus %(most)s jour", "au plus %(most)s jours", most) % {"most": most}
        return _("%(least)s à %(most)s jours") % {"least": least, "most": most}


@dataclass(frozen=True)
class Schedule:
    """One thing that was to be ready by a date: its announcements in order, and what had come of it by a day."""

    deadlines: list[Deadline]
    done: Fact | None
    day: date

    @property
    def planned(self) -> Deadline:
        return self.deadlines[0]

    @property
    def revised(self) -> Deadline | None:
        """The latest announcement, if it is not the first."""
        return self.deadlines[-1] if len(self.deadlines) > 1 else None

    @property
    def due(self) -> PartialDate:
        return self.deadlines[-1].due

    @property
    def slip(self) -> Delay | None:
        """By how much it was put off between the first announcement and the latest."""
        return Delay.between(self.planned.due, self.revised.due) if self.revised else None

    @property
    def end(self) -> PartialDate:
        """When the item was done or closed; the day itself as long as it was not."""
        return self.done.date if self.done and self.done.date else PartialDate.of(self.day)

    @property
    def overrun(self) -> Delay | None:
        """How far the end lies past the latest deadline, where it does so however dates are read."""
        delay = Delay.between(self.due, self.end)
        return delay if delay.is_certain else None

    @property
    def words(self) -> list[str]:
        """What became of it, a phrase each: how it was put off, and where it stands."""
        return [*filter(None, (self.words_of_slip, self.words_of_end))]

    @property
    def words_of_slip(self) -> str:
        if self.slip is None:
            return ""
        if self.planned.due == self.due:
            return _("confirmée")
        if self.slip.least <= 0 <= self.slip.most:
            return _("précisée")
        words = _("repoussée de %(delay)s") if self.slip.is_certain else _("avancée de %(delay)s")
        return words % {"delay": self.slip.words}

    @property
    def words_of_end(self) -> str:
        if self.done and self.done.date is None:
            return _("point lancé ou clos, à une date inconnue")
        if self.done and self.overrun:
            return _("point lancé ou clos %(delay)s après") % {"delay": self.overrun.words}
        if self.done:
            return _("point lancé ou clos sans dépassement établi")
        if self.overrun:
            return _("passée depuis %(delay)s") % {"delay": self.overrun.words}
        return _("à venir") if self.due.first > self.day else _("en cours")


def done_on(step: Step | None) -> PartialDate | None:
    return (step.occurred or step.stated_on) if step else None


def schedules(deadlines, headline: Headline, day) -> list[Schedule]:
    """The deadlines of an item announced by a day, each after the one it revises; `headline` is as of that day."""
    announced = [deadline for deadline in deadlines if was_announced(deadline, day)]
    chains: dict = {}
    for deadline in announced:
        chains.setdefault(first_of(deadline, {other.pk: other for other in announced}), []).append(deadline)
    done = closing_fact(headline)
    ordered = (sorted(chain, key=lambda deadline: order(deadline, first)) for first, chain in chains.items())
    return [Schedule(chain, done, day) for chain in ordered]


def closing_fact(headline: Headline) -> Fact | None:
    """What closed an item: launched or more, or brought to its end; none while it is open."""
    if headline.deed.stage >= DeedStage.LAUNCHED:
        return headline.deed.head
    return headline.deed.ended or headline.text.ended


def order(deadline, first) -> tuple[bool, date, date]:
    """The first announced, then by the day of announcement."""
    stated = deadline.stated_on.last if deadline.stated_on else date.max
    return deadline.pk != first, stated, deadline.due.last


def first_of(deadline, announced):
    """The key of the deadline that this one goes back to."""
    for _step in announced:
        if deadline.revises_id not in announced:
            break
        deadline = announced[deadline.revises_id]
    return deadline.pk


def was_announced(deadline, day: date) -> bool:
    """One without a day of announcement counts from the beginning."""
    return deadline.stated_on is None or deadline.stated_on.last <= day
