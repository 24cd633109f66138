"""How far the roadmap is: in figures today, or item by item with what had occurred by a day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone

from editions.models import CurrentStatus
from institutions.models import Pillar, Status
from institutions.models.ledger import Ledger, Step, uncorrected
from publishing.deferral import defer_other_languages
from publishing.models import active_language
from summits.deadlines import Schedule, schedules
from summits.models import RoadmapItem

UNKNOWN = "unknown"  # of an item that has only partial steps, or none
FAMILIES = [*Status.Family.values, UNKNOWN]


@dataclass
class Figures:
    """How many items of a pillar are in each family of statuses."""

    pillar: Pillar
    counts: Counter
    out_of: int | None = None  # what a whole bar stands for, where it is not their own total

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def bars(self) -> list[tuple[str, int, float, float]]:
        """Per family in order: its name, count, and where its bar begins and how long it is, in percent."""
        bars, start = [], 0.0
        for family in FAMILIES:
            if count := self.counts[family]:
                length = 100 * count / (self.out_of or self.total)
                bars.append((family, count, round(start, 2), round(length, 2)))
                start += length
        return bars


def figures_by_pillar(items) -> list[Figures]:
    """The figures of these items, for each pillar that has any; current statuses are those of publication."""
    current = CurrentStatus.objects.filter(
        record_type=RoadmapItem._meta.label_lower, record_id=OuterRef("pk"), state_id=None
    )
    rows = (
        items.order_by()
        .annotate(status=Subquery(current.values("status_id")[:1]))
        .values_list("pillar_id", "status")
        .annotate(Count("pk"))
    )
    pillars = defer_other_languages(Pillar.objects.all(), active_language())
    families = dict(Status.objects.values_list("pk", "family"))
    counts: dict = {}
    for pillar_id, status_id, count in rows:
        counts.setdefault(pillar_id, Counter())[families.get(status_id, UNKNOWN)] += count
    return [Figures(pillar, counts[pillar.pk]) for pillar in pillars if pillar.pk in counts]


@dataclass
class Standing:
    """Where an item stood by a day: its ledger as of that day, and the step it stood at, if any concerned the whole."""

    item: RoadmapItem
    ledger: Ledger
    day: date

    @cached_property
    def step(self):
        return self.ledger.current()

    @property
    def status(self) -> Status | None:
        return self.step.status if self.step else None

    @property
    def family(self) -> str:
        return self.status.family if self.status else UNKNOWN

    @cached_property
    def steps(self) -> list[Step]:
        """Its steps by then but for those corrected since."""
        return uncorrected(self.ledger.steps)

    @cached_property
    def schedules(self) -> list[Schedule]:
        """Its deadlines announced by then."""
        return schedules(self.item.deadlines.all(), self.ledger, self.day)

    @cached_property
    def silence(self) -> int | None:
        return days_of_silence(self.ledger, self.day)

    @property
    def is_begun(self) -> bool:
        """Whether anything of it, found or not, was known by then."""
        return bool(self.ledger.steps)


def standing_as_of(item, day=None) -> Standing:
    """Where an item stood at the end of a day, or where it stands; its steps and deadlines have been fetched."""
    if day is None:
        return Standing(item, item.ledger, timezone.localdate())
    return Standing(item, ledger_as_of(item.steps.all(), day), day)


def days_of_silence(ledger, day) -> int | None:
    """Days up to that one since the latest fact or statement about an item still open; none if it is closed.

    A search without result breaks no silence, nor does what is only known to fall within a year not over yet.
    """
    current = ledger.current()
    if current is None or current.status.is_terminal:
        return None
    told = last_told(ledger)
    return max((day - told).days, 0) if told else None


def last_told(ledger) -> date | None:
    """The last day on which anything occurred or was said; a search without result does not count."""
    found = (step for step in ledger.steps if not step.status.is_absence)
    return max((known.last for step in found for known in (step.occurred, step.stated_on) if known), default=None)


def by_pillar(standings) -> list[tuple[Figures, list[Standing]]]:
    """Per pillar its figures, and its items in the order of their statuses; last those that have none as a whole."""
    pillars: dict = {}
    for standing in sorted(standings, key=lambda s: (s.item.pillar.position, *order_of(s.status), s.item.reference)):
        pillars.setdefault(standing.item.pillar, []).append(standing)
    return [(Figures(pillar, Counter(s.family for s in group)), group) for pillar, group in pillars.items()]


def order_of(status) -> tuple[int, int]:
    return (FAMILIES.index(status.family), status.position) if status else (len(FAMILIES), 0)


def ledger_as_of(steps, day) -> Ledger:
    """The ledger of what had occurred by the end of a day, as known today.

    A step corrected since is left out whatever the day; one that only began by then had not occurred.
    """
    return Ledger([step for step in uncorrected(steps) if had_occurred(step, day)])


def had_occurred(step, day) -> bool:
    """By its own date, else by that of the statement: a fact is no later than its telling."""
    known = step.occurred or step.stated_on
    return bool(known) and known.last <= day
