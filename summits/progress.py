"""How far the roadmap is, item by item with what was known by a day, and in figures."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from institutions.headlines import Count, Headline
from institutions.headlines.horizons import Horizons, horizons_of
from institutions.models import Pillar
from institutions.models.ledger import Ledger, Step, uncorrected
from summits.deadlines import Schedule, schedules
from summits.models import RoadmapItem


@dataclass
class Figures:
    """How many items of a pillar belong to each count; each item to one."""

    pillar: Pillar
    counts: Counter
    out_of: int | None = None  # what a whole bar stands for, where it is not their own total

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def bars(self) -> list[tuple[str, int, float, float]]:
        """Per count in order: its name, the number, and where its bar begins and how long it is, in percent."""
        bars, start = [], 0.0
        for count in Count.values:
            if number := self.counts[count]:
                length = 100 * number / (self.out_of or self.total)
                bars.append((count, number, round(start, 2), round(length, 2)))
                start += length
        return bars


@dataclass
class Standing:
    """Where an item stood by a day: its headline, and its ledger as of that day."""

    item: RoadmapItem
    ledger: Ledger
    day: date
    headline: Headline

    @cached_property
    def steps(self) -> list[Step]:
        """Its steps by then but for those corrected since."""
        return uncorrected(self.ledger.steps)

    @cached_property
    def schedules(self) -> list[Schedule]:
        """Its deadlines announced by then."""
        return schedules(self.item.deadlines.all(), self.headline, self.day)

    @cached_property
    def told(self) -> date | None:
        """The last day on which anything of it is known to have happened."""
        return self.headline.latest.last if self.headline.latest else None

    @cached_property
    def silence(self) -> int | None:
        """Days from then to the last that was watched; none of a closed item, nor of days on which nobody looked."""
        if self.headline.is_closed or self.told is None:
            return None
        return max((self.headline.horizon - self.told).days, 0)

    @property
    def unwatched_since(self) -> date | None:
        """The horizon, if days went by after it; none otherwise."""
        return self.headline.horizon if self.headline.horizon < self.day else None

    @property
    def is_begun(self) -> bool:
        """Whether anything of it, found or not, was known by then."""
        return bool(self.headline.text or self.headline.deed)


def standings_on(items, day: date | None = None) -> list[Standing]:
    """Where items stood at the end of a day, or where they stand; they were fetched `with_statuses()`."""
    horizons = horizons_of(RoadmapItem)
    return [standing_as_of(item, day, horizons) for item in items]


def standing_as_of(item, day: date | None, horizons: Horizons) -> Standing:
    ledger = item.ledger if day is None else ledger_as_of(item.steps.all(), day)
    day = day or timezone.localdate()
    return Standing(item, ledger, day, item.headline_on(day, horizons.of(item)))


def by_pillar(standings) -> list[tuple[Figures, list[Standing]]]:
    """Per pillar its figures, and its items from the furthest to those of which no step is known."""
    pillars: dict = {}
    for standing in sorted(standings, key=order):
        pillars.setdefault(standing.item.pillar, []).append(standing)
    return [(Figures(pillar, Counter(s.headline.count for s in group)), group) for pillar, group in pillars.items()]


def order(standing: Standing) -> tuple:
    return standing.item.pillar.position, Count.values.index(standing.headline.count), standing.item.reference


def figures_of(standings) -> list[Figures]:
    """The figures of these items, for each pillar that has any."""
    return [figures for figures, _group in by_pillar(standings)]


def horizon_of(standings) -> date | None:
    """The last day of which anything can be said of any of them."""
    return max((standing.headline.horizon for standing in standings), default=None)


def ledger_as_of(steps, day) -> Ledger:
    """The ledger of what had occurred by the end of a day, as known today.

    A step corrected since is left out whatever the day; one that only began by then had not occurred.
    """
    return Ledger([step for step in uncorrected(steps) if had_occurred(step, day)])


def had_occurred(step, day) -> bool:
    """By its own date, else by that of the statement: a fact is no later than its telling."""
    known = step.occurred or step.stated_on
    return bool(known) and known.last <= day
