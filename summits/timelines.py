"""What the drawings of the roadmap show: steps and deadlines of each item on one line of time."""

from collections.abc import Iterable
from datetime import timedelta

from sources.dates import PartialDate
from sources.timeline import Line, Mark, Span, Track
from summits.deadlines import Schedule, done_on
from summits.progress import Standing


def line_over(standings: Iterable[Standing]) -> Line | None:
    """The line that all dates of these items fit on; none if they have no dates."""
    standings = list(standings)
    dates = [known for standing in standings for known in dates_of(standing)]
    return Line.over(dates, standings[0].day) if dates else None


def dates_of(standing) -> list[PartialDate]:
    steps = [done_on(step) for step in standing.steps]
    dues = [deadline.due for schedule in standing.schedules for deadline in schedule.deadlines]
    return [known for known in [*steps, *dues] if known]


def track_of(standing, line) -> Track:
    """Everything about an item in one row; what concerns a part or one state only is drawn small."""
    parts = [track_of_schedule(schedule, line) for schedule in standing.schedules]
    return Track(
        marks=marks_of(standing.steps, line),
        dues=[mark for part in parts for mark in part.dues],
        slips=[slip for part in parts for slip in part.slips],
        overruns=[overrun for part in parts for overrun in part.overruns],
        silence=silence_of(standing, line),
        unwatched=unwatched_of(standing, line),
    )


def tracks_of_steps(standing, line) -> list[tuple[object, Track]]:
    """A row for the whole (its state is none) with what is partial, then one for each state that has steps."""
    rows: dict = {}
    for step in standing.steps:
        rows.setdefault(step.state, []).append(step)
    return [
        (state, track_of_state(standing, rows[state], line) if state else track_of_whole(standing, rows[None], line))
        for state in sorted(rows, key=lambda state: state.code if state else "")
    ]


def track_of_whole(standing, steps, line) -> Track:
    silence, unwatched = silence_of(standing, line), unwatched_of(standing, line)
    return Track(marks=marks_of(steps, line), silence=silence, unwatched=unwatched)


def track_of_state(standing, steps, line) -> Track:
    return Track(marks=marks_of(steps, line), unwatched=unwatched_of(standing, line))


def marks_of(steps, line) -> list[Mark]:
    return [
        line.mark(step.status.family, known, is_small=bool(step.scope or step.state_id))
        for step in steps
        if (known := done_on(step))
    ]


def track_of_schedule(schedule: Schedule, line: Line) -> Track:
    """The announcements of one deadline, each later than the one it revises, and how far it was passed."""
    *earlier, latest = schedule.deadlines
    dues = [*(line.mark("due", one.due, is_small=True) for one in earlier), line.mark("due", latest.due)]
    pairs = zip(schedule.deadlines, schedule.deadlines[1:], strict=False)
    slips = [line.span(*sorted((one.due.last, other.due.first))) for one, other in pairs]
    overrun = [line.span(schedule.due.last, schedule.end.first)] if schedule.overrun else []
    return Track(dues=dues, slips=slips, overruns=overrun)


def silence_of(standing, line) -> Span | None:
    """From the latest fact of an open item to the last day that was watched."""
    if not standing.silence:
        return None
    return line.span(standing.told + timedelta(days=1), standing.headline.horizon)


def unwatched_of(standing, line) -> Span | None:
    """The days after the last look: nothing is known of them, not even silence."""
    since = standing.unwatched_since
    return line.span(since + timedelta(days=1), standing.day) if since else None
