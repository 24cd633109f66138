"""One axis of a headline: its head, and what must follow it so that the line is never older than the facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from institutions.headlines.facts import ACT_RANKS, Fact
from institutions.models.stages import Axis, DeedStage, TextStage

PARTS_SHOWN = 3
CONTRARY_SHOWN = 3


@dataclass(frozen=True)
class Line:
    """Where the text or the deed stands, as of a day.

    `head` is the highest stage of the whole, first reached; `ended` what put an end to it, `before` what it was until
    then. `every_part` and `states` are what stands for each part and each state, `parts` those of them that are said.
    """

    axis: str
    facts: tuple[Fact, ...] = ()
    head: Fact | None = None
    ended: Fact | None = None
    before: Fact | None = None
    every_part: tuple[Fact, ...] = ()
    states: tuple[Fact, ...] = ()
    parts: tuple[Fact, ...] = ()
    principle: Fact | None = None
    since: Fact | None = None
    contrary: tuple[Fact, ...] = ()
    postponed: Fact | None = None
    search: Fact | None = None

    @property
    def stage(self) -> int:
        """The stage of the whole, 0 where it has none."""
        return self.head.stage if self.head else 0

    @property
    def since_when(self) -> str:
        """When that stage was first reached, as EDTF; blank when unknown or when only parts have a stage."""
        return str(self.head.date or "") if self.head else ""

    @property
    def is_contested(self) -> bool:
        return bool(self.contrary) or bool(self.head and self.head.is_contested)

    @property
    def latest(self) -> Fact | None:
        """The latest dated fact, whatever it concerns."""
        return latest_of(self.facts)

    @property
    def heights(self) -> list[int]:
        """The stages that parts and states have reached."""
        return [fact.stage for fact in (*self.every_part, *self.states) if fact.stage]

    def __bool__(self):
        return bool(self.facts)


def line_of(facts: Iterable[Fact], axis: str) -> Line:
    """The line of one axis, from what is known by the day; the order of the facts does not matter.

    What ends the text or the deed ends both: only later steps count on either.
    """
    everything = sorted(facts, key=order)
    ended = next((fact for fact in reversed(everything) if fact.is_end and fact.is_whole), None)
    mine = tuple(fact for fact in everything if fact.axis == axis)
    alive = [fact for fact in mine if not ended or fact.last > ended.last]
    head = head_of(alive)
    every_part = parts_of(alive)
    parts = parts_to_say(every_part, head)
    principle = principle_of(alive, head)
    return Line(
        axis=axis,
        facts=mine,
        head=head,
        ended=ended,
        before=head_of(mine) if ended else None,
        every_part=every_part,
        states=states_of(alive),
        parts=parts,
        principle=principle,
        since=since_of(alive, [head, principle, *parts]),
        contrary=tuple(f for f in alive if f.is_contested and f is not head and not f.is_search)[-CONTRARY_SHOWN:],
        postponed=next((fact for fact in reversed(alive) if fact.is_postponement and fact.is_whole), None),
        search=search_of(alive, head),
    )


def order(fact: Fact) -> tuple:
    """Its place among the facts of a record: by their days, then as they were recorded."""
    recorded = fact.recorded_at.isoformat() if fact.recorded_at else ""
    return fact.last, fact.first, recorded, str(fact.row.pk)


def head_of(facts: Sequence[Fact]) -> Fact | None:
    """The highest stage of the whole, first reached: a dated fact before an undated statement.

    What is contested gives none, unless it is a mere announcement.
    """
    standing = [f for f in facts if f.is_whole and f.stage and (f.counts or (f.is_contested and f.stage == 1))]
    return min(standing, key=rank, default=None)


def rank(fact: Fact) -> tuple:
    return -fact.stage, fact.is_stated or fact.date is None, fact.is_contested, *order(fact)[:2], not fact.is_own


def parts_of(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """What stands for each part: the latest word before stage 3, the highest from there."""
    found = defaultdict(list)
    for fact in facts:
        if fact.part and fact.state is None and fact.counts and fact.stage:
            found[fact.part].append(fact)
    return tuple(sorted(map(standing_of_part, found.values()), key=order))


def standing_of_part(facts: Sequence[Fact]) -> Fact:
    high = [fact for fact in facts if fact.stage >= TextStage.PRINCIPLE]
    return min(high, key=rank) if high else facts[-1]


def parts_to_say(parts: Sequence[Fact], head: Fact | None) -> tuple[Fact, ...]:
    """Those that stand higher than the whole or are later, the last three."""
    said = [part for part in parts if head is None or part.stage > head.stage or part.last > head.last]
    low = head is None or head.stage == TextStage.ANNOUNCED
    return tuple(part for part in said if low or part.stage > TextStage.ANNOUNCED)[-PARTS_SHOWN:]


def principle_of(facts: Sequence[Fact], head: Fact | None) -> Fact | None:
    """The founding text, where something older and lower than the head laid down the principle."""
    if head is None or head.axis != Axis.TEXT or head.stage <= TextStage.PRINCIPLE:
        return None
    posed = (f for f in facts if f.is_whole and f.counts and f.stage == TextStage.PRINCIPLE and f.last < head.first)
    return next(posed, None)


def since_of(facts: Sequence[Fact], shown: Sequence[Fact | None]) -> Fact | None:
    """The latest fact, if newer than all shown; an imprecise date counts by its first day."""
    latest = latest_of(fact for fact in facts if fact.state is None)
    firsts = [fact.first for fact in shown if fact]
    return latest if latest and firsts and latest.first > max(firsts) else None


def latest_of(facts: Iterable[Fact]) -> Fact | None:
    dated = (fact for fact in facts if fact.counts and fact.date and not (fact.is_stated or fact.is_reading))
    return max(dated, key=lambda fact: (fact.first, fact.last), default=None)


def states_of(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """What each state has done; an act and a step of one day are one act, and a search is said where nothing was."""
    found = defaultdict(list)
    for fact in facts:
        if fact.state is not None and not fact.is_contested:
            found[fact.state.pk].append(fact)
    return tuple(sorted((max(of_state, key=height) for of_state in found.values()), key=by_state_date))


def height(fact: Fact) -> tuple:
    act = ACT_RANKS[fact.row.act] if fact.is_act else -1
    return not fact.is_search, fact.first, act


def by_state_date(fact: Fact) -> tuple:
    return fact.is_search, fact.first, fact.state.code  # type: ignore[union-attr]  # it is of one state


def search_of(facts: Sequence[Fact], head: Fact | None) -> Fact | None:
    """The last look that found no trace, unless the text is decided or the deed effective."""
    settled: dict[str, int] = {Axis.TEXT: TextStage.DECIDED, Axis.DEED: DeedStage.EFFECTIVE}
    if head and head.stage >= settled[head.axis]:
        return None
    return next((fact for fact in reversed(facts) if fact.is_search and fact.is_whole), None)
