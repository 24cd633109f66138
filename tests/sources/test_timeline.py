from datetime import date

from django.utils.translation import override

from sources.dates import PartialDate
from sources.timeline import Line

DAY = date(2026, 1, 1)


def line(first, last, is_mirrored=False):
    return Line(date.fromisoformat(first), date.fromisoformat(last), DAY, is_mirrored)


def lengths(span):
    return [float(text.removesuffix("%")) for text in (span.start, span.length, span.middle)]


def test_a_month_covers_all_of_its_days_and_a_day_is_a_point():
    year = line("2025-01-01", "2025-12-31")
    march, day = (year.mark("done", PartialDate.of(text)) for text in ("2025-03", "2025-03-01"))

    assert lengths(march.span) == [16.16, 8.49, 20.41]
    assert (march.is_bar, day.is_bar) == (True, False)
    assert day.span.start == march.span.start


def test_right_to_left_time_runs_the_other_way():
    forward, mirrored = (line("2025-01-01", "2025-12-31", way) for way in (False, True))
    span = date(2025, 1, 1), date(2025, 3, 31)
    one, other = lengths(forward.span(*span)), lengths(mirrored.span(*span))

    assert one[0] == 0
    assert other[0] + other[1] == 100
    assert one[1] == other[1]


def test_the_line_holds_every_date_and_the_day_with_air_around():
    dates = [PartialDate.of("2024"), PartialDate.of("2025-06-01")]
    made = Line.over(dates, DAY)

    assert made.first < date(2024, 1, 1)
    assert made.last > DAY
    with override("ar"):
        assert Line.over(dates, DAY).is_mirrored


def test_a_year_too_narrow_to_be_named_is_drawn_without_its_name():
    names = [name for _start, name, _middle in line("2023-12-20", "2026-12-31").years]
    assert names == [None, 2024, 2025, 2026]


def test_only_a_short_line_is_marked_by_quarters():
    assert len(line("2025-01-01", "2025-12-31").quarters) == 3
    assert line("2023-01-01", "2025-12-31").quarters == []


def test_what_lies_outside_is_drawn_at_the_edge():
    assert line("2025-01-01", "2025-12-31").share(date(2030, 1, 1)) == 100
