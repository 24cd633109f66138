"""Dates on a line, for drawings made here: where a date lies between two others, in percent of the width.

What is known to the day is a point; what is known less precisely covers all that it may be. Whoever draws
needs no arithmetic: every length is the text of an SVG attribute. A line for languages read from right to
left runs that way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import get_language_bidi

from sources.dates import PartialDate

AIR = 0.03  # of the whole, on both sides
ROOM_FOR_A_YEAR = 9.0  # percent: a narrower one goes without its name
SHORT = 500  # days: a line no longer than that is marked by quarters too


@dataclass(frozen=True)
class Span:
    """A stretch of the line: where it begins, how long it is, its middle."""

    start: str
    length: str
    middle: str


@dataclass(frozen=True)
class Mark:
    """What is drawn at a date: a shape, or for a date that is no day a bar; `name` is its class."""

    name: str
    date: PartialDate
    span: Span
    is_small: bool = False

    @property
    def is_bar(self) -> bool:
        return self.date.precision != "day"


@dataclass(frozen=True)
class Track:
    """A row of a drawing: marks of steps, marks of deadlines below them, stretches that link or extend them."""

    marks: list[Mark] = field(default_factory=list)
    dues: list[Mark] = field(default_factory=list)
    slips: list[Span] = field(default_factory=list)
    overruns: list[Span] = field(default_factory=list)
    silence: Span | None = None
    unwatched: Span | None = None


@dataclass(frozen=True)
class Line:
    """The days from the first to the last, both drawn."""

    first: date
    last: date
    day: date
    is_mirrored: bool = False

    @classmethod
    def over(cls, dates: Iterable[PartialDate], day: date) -> "Line":
        """All these dates and the day of drawing, with some air around them."""
        days = [day, *(end for known in dates for end in (known.first, known.last))]
        air = timedelta(days=max(20, int((max(days) - min(days)).days * AIR)))
        return cls(min(days) - air, max(days) + air, day, get_language_bidi())

    @property
    def name(self) -> str:
        """Of its axis, to which each row of the drawing refers."""
        return "axis-rtl" if self.is_mirrored else "axis"

    @property
    def today(self) -> str:
        """Where the day of drawing ends."""
        return self.edge(self.day + timedelta(days=1))

    def span(self, first: date, last: date) -> Span:
        """Where the days from one to another lie, the last included."""
        start, end = self.share(first), self.share(last + timedelta(days=1))
        if self.is_mirrored:
            start, end = 100 - end, 100 - start
        return Span(percent(start), percent(end - start), percent((start + end) / 2))

    def share(self, day: date) -> float:
        """How much of the line is before that day, in percent, never outside it."""
        whole = (self.last - self.first).days + 1
        return min(max(100 * (day - self.first).days / whole, 0), 100)

    def mark(self, name: str, known: PartialDate, is_small: bool = False) -> Mark:
        return Mark(name, known, self.span(known.first, known.last), is_small)

    @property
    def years(self) -> list[tuple[str, int | None, str]]:
        """Per year: where it begins, its name if there is room for it, and where that goes."""
        years = []
        for year in range(self.first.year, self.last.year + 1):
            first, last = max(date(year, 1, 1), self.first), min(date(year, 12, 31), self.last)
            has_room = self.share(last) - self.share(first) >= ROOM_FOR_A_YEAR
            span = self.span(first, last)
            years.append((self.edge(first), year if has_room else None, span.middle))
        return years

    @property
    def quarters(self) -> list[str]:
        """Where quarters of a year begin, if the line is so short that years alone say little."""
        if (self.last - self.first).days > SHORT:
            return []
        days = (date(year, month, 1) for year in range(self.first.year, self.last.year + 1) for month in (4, 7, 10))
        return [self.edge(day) for day in days if self.first < day < self.last]

    def edge(self, day: date) -> str:
        """Where a day begins."""
        share = self.share(day)
        return percent(100 - share if self.is_mirrored else share)


def percent(share: float) -> str:
    return f"{share:.2f}%"
