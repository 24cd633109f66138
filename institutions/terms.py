"""Terms of office on a line of time: who held what from when to when, and until when it was planned."""

from datetime import date, timedelta

from django.utils import timezone

from sources.dates import PartialDate
from sources.timeline import Line, Track


def term_of(mandate) -> PartialDate | None:
    """From its start to its end, or to this day; none if the start is not known."""
    today = timezone.localdate()
    if mandate.started_on is None or mandate.started_on > today:
        return None
    end = min(mandate.ended_on or today, today)
    return PartialDate.of(f"{mandate.started_on}/{max(end, mandate.started_on + timedelta(days=1))}")


def line_of_terms(mandates) -> Line | None:
    """The line that all of these terms fit on; none if no start is known."""
    known = [(term_of(mandate), mandate.planned_end) for mandate in mandates]
    terms = [date for pair in known if pair[0] for date in pair if date]
    return Line.over(terms, timezone.localdate()) if terms else None


def terms_of(mandates, line: Line | None) -> list[tuple]:
    """Each mandate, the latest first, with its row; none where there is nothing to draw."""
    latest_first = sorted(mandates, key=lambda mandate: mandate.started_on or date.min, reverse=True)
    return [(mandate, track_of(mandate, line)) for mandate in latest_first]


def track_of(mandate, line: Line | None) -> Track | None:
    term = term_of(mandate) if line else None
    if line is None or not term:
        return None
    marks = [line.mark("open" if mandate.ended_on is None else "term", term)]
    return Track(marks=marks, dues=[line.mark("due", mandate.planned_end)] if mandate.planned_end else [])
