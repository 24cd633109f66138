"""How far the roadmap is: in figures today, or item by item with what had occurred by a day."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from editions.models import CurrentStatus
from institutions.models import Pillar, Status
from institutions.models.ledger import Ledger, uncorrected
from summits.models import RoadmapItem

UNKNOWN = "unknown"  # of an item that has only partial steps, or none
FAMILIES = [*Status.Family.values, UNKNOWN]


@dataclass
class Figures:
    """How many items of a pillar are in each family of statuses."""

    pillar: Pillar
    counts: Counter

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def bars(self) -> list[tuple[str, int, float, float]]:
        """Per family in order: its name, count, and where its bar begins and how long it is, in percent."""
        bars, start = [], 0.0
        for family in FAMILIES:
            if count := self.counts[family]:
                length = 100 * count / self.total
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
    families = dict(Status.objects.values_list("pk", "family"))
    counts = {}
    for pillar_id, status_id, count in rows:
        counts.setdefault(pillar_id, Counter())[families.get(status_id, UNKNOWN)] += count
    return [Figures(pillar, counts[pillar.pk]) for pillar in Pillar.objects.all() if pillar.pk in counts]


@dataclass
class Standing:
    """Where an item stood: the step it stood at, if any step concerned the whole of it."""

    item: RoadmapItem
    step: object = None

    @property
    def status(self) -> Status | None:
        return self.step.status if self.step else None

    @property
    def family(self) -> str:
        return self.status.family if self.status else UNKNOWN


def standing_as_of(item, day=None) -> Standing:
    """Where an item stood at the end of a day, or where it stands."""
    ledger = ledger_as_of(item.steps.all(), day) if day else item.ledger
    return Standing(item, ledger.current())


def by_pillar(standings) -> list[tuple[Figures, list[tuple[Status | None, list[Standing]]]]]:
    """Per pillar its figures, and the items grouped by status."""
    pillars = {}
    for standing in sorted(standings, key=lambda s: (s.item.pillar.position, s.item.reference)):
        pillars.setdefault(standing.item.pillar, []).append(standing)
    return [(Figures(pillar, Counter(s.family for s in group)), by_status(group)) for pillar, group in pillars.items()]


def by_status(standings) -> list[tuple[Status | None, list[Standing]]]:
    """Grouped by status, in the order of families, then of statuses; last those that have none as a whole."""
    statuses = {}
    for standing in standings:
        statuses.setdefault(standing.status, []).append(standing)
    return sorted(statuses.items(), key=lambda pair: order_of(pair[0]))


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
