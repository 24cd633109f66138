"""What became of the roadmap over a period, item by item, and what was decided and held meanwhile."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from institutions.headlines import Headline
from institutions.headlines.horizons import Horizons, horizons_of
from institutions.models import Pillar, Status
from institutions.models.ledger import Ledger, Step
from publishing.deferral import defer_other_languages
from summits.deadlines import closing_fact, was_announced
from summits.models import Deadline, Decision, Meeting, RoadmapItem
from summits.periods import Period
from summits.progress import Figures, ledger_as_of

# What a period may have brought to an item, in the order readers see.
EVENTS = {
    "opened": _("s’est ouvert"),
    "moved": _("a changé de degré"),
    "completed": _("lancé ou clos"),
    "late": _("échéance passée"),
    "silent": _("aucun fait nouveau"),
}
NOT_HELD = {Status.Family.EXPECTED, Status.Family.STOPPED}


@dataclass(frozen=True)
class Line:
    """One item at both ends of a period: its ledger and headline as of each, and the deadlines announced by the end.

    Nothing is said of the days after the last that was watched: `watched_until`.
    """

    item: RoadmapItem
    period: Period
    start: Ledger
    end: Ledger
    before: Headline
    after: Headline
    passed: list[Deadline]

    @cached_property
    def facts(self) -> list[Step]:
        """The steps of the period; a search without result is no fact."""
        already = {step.pk for step in self.start.steps}
        return [step for step in found(self.end) if step.pk not in already]

    @property
    def is_watched(self) -> bool:
        """Whether anybody looked after the first day."""
        return self.after.horizon > self.period.start.day

    @cached_property
    def events(self) -> list[str]:
        """Which of EVENTS happened, in their order; several may."""
        is_closed = bool(closing_fact(self.after))
        happened = {
            "opened": self.facts and not found(self.start),
            "moved": any(self.before.stages) and self.before.reached != self.after.reached,
            "completed": is_closed and not closing_fact(self.before),
            "late": self.passed and not is_closed,
            "silent": self.start.steps and not self.facts and not is_closed and self.is_watched,
        }
        return [event for event in EVENTS if happened[event]]

    @property
    def words(self) -> list[str]:
        return [str(EVENTS[event]) for event in self.events]


def found(ledger: Ledger) -> list[Step]:
    """Its steps but for searches without result."""
    return [step for step in ledger.steps if not step.status.is_absence]


def lines_of(period: Period, language: str) -> list[Line]:
    """The items of which anything was known by the end of the period, by pillar."""
    items = RoadmapItem.objects.existing_in(language).with_statuses()
    told = defer_other_languages(items.prefetch_related("deadlines"), language)
    horizons = horizons_of(RoadmapItem)
    lines = [line_of(item, period, horizons) for item in told]
    return [line for line in lines if line.end.steps]


def line_of(item: RoadmapItem, period: Period, horizons: Horizons) -> Line:
    steps, watched = item.steps.all(), horizons.of(item)
    ends = (period.start.day, period.end.day)
    start, end = (ledger_as_of(steps, day) for day in ends)
    before, after = (item.headline_on(day, watched) for day in ends)
    passed = [deadline for deadline in item.deadlines.all() if had_passed(deadline, after.horizon)]
    return Line(item, period, start, end, before, after, passed)


def horizon_of(lines: list[Line]) -> date | None:
    """The last day of which the report can tell anything."""
    return max((line.after.horizon for line in lines), default=None)


def had_passed(deadline: Deadline, day: date) -> bool:
    """Whether it was announced by that day and fell before it; a later one announced since does not undo it."""
    return was_announced(deadline, day) and deadline.due.last < day


def by_pillar(lines: list[Line]) -> dict[Pillar, list[Line]]:
    """The same under their pillars, in the order of these."""
    pillars: dict[Pillar, list[Line]] = {}
    for line in sorted(lines, key=lambda line: (line.item.pillar.position, line.item.reference)):
        pillars.setdefault(line.item.pillar, []).append(line)
    return pillars


@dataclass(frozen=True)
class Multiple:
    """One pillar at both ends of a period, drawn to the same scale, and what happened to its items meanwhile."""

    start: Figures
    end: Figures
    events: list[tuple[int, str]]

    @property
    def pillar(self) -> Pillar:
        return self.end.pillar


def multiples_of(lines: list[Line]) -> list[Multiple]:
    """The pillars beside each other."""
    return [
        Multiple(
            start=Figures(pillar, counts_by(line.before for line in group if line.start.steps), out_of=len(group)),
            end=Figures(pillar, counts_by(line.after for line in group)),
            events=[(count, words) for count, words in counts_of(group) if count],
        )
        for pillar, group in by_pillar(lines).items()
    ]


def counts_by(headlines) -> Counter:
    """How many items belonged to each count."""
    return Counter(headline.count for headline in headlines)


def decisions_of(period: Period, language: str) -> list[Decision]:
    """What was decided, in the order of dates."""
    decisions = Decision.objects.existing_in(language).select_related("organ", "pillar")
    dated = decisions.filter(decided_last__gt=period.start.day, decided_last__lte=period.end.day)
    return list(defer_other_languages(dated.order_by("decided_last", "reference"), language))


def meetings_of(period: Period, language: str) -> list[Meeting]:
    """The meetings that ended in the period, but for those of which only plans, or a postponement, are known."""
    meetings = Meeting.objects.existing_in(language).with_place().with_statuses()
    dated = meetings.filter(held_last__gt=period.start.day, held_last__lte=period.end.day)
    told = defer_other_languages(dated.order_by("held_last", "slug"), language)
    return [meeting for meeting in told if was_held(meeting, period.end.day)]


def was_held(meeting: Meeting, day: date) -> bool:
    current = ledger_as_of(meeting.steps.all(), day).current()
    return current is None or current.status.family not in NOT_HELD


def counts_of(lines: list[Line]) -> list[tuple[int, str]]:
    """How many items each event happened to, with the words for that number."""
    counts = Counter(event for line in lines for event in line.events)
    return [(counts[event], counted(event, counts[event])) for event in EVENTS]


def counted(event: str, count: int) -> str:
    """« points ouverts »."""
    words = {
        "opened": ngettext("point ouvert", "points ouverts", count),
        "moved": ngettext("point a changé de degré", "points ont changé de degré", count),
        "completed": ngettext("point lancé ou clos", "points lancés ou clos", count),
        "late": ngettext("point en retard", "points en retard", count),
        "silent": ngettext("point sans fait nouveau", "points sans fait nouveau", count),
    }
    return words[event]
