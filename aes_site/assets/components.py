"""Every component of the pages in every state, light, dark and from right to left: for developers, with DEBUG only."""

from datetime import date
from types import SimpleNamespace

from django.utils.translation import override
from django.views.generic import TemplateView

from institutions.headlines import Count, headline_of
from institutions.models import Pillar, Status
from institutions.organigram import draw
from sources.dates import PartialDate
from sources.timeline import Line, Track

DAY = date(2026, 6, 30)
SCHEMES = (("ltr", "light"), ("ltr", "dark"), ("rtl", "light"), ("rtl", "dark"))


class ComponentsView(TemplateView):
    """All of them on one page, four times over."""

    template_name = "components/page.html"

    def get_context_data(self, **kwargs):
        variants = [(direction, scheme, components(direction == "rtl")) for direction, scheme in SCHEMES]
        return super().get_context_data(page_title="Composants", variants=variants, **kwargs)


def components(is_mirrored: bool) -> dict:
    with override("ar" if is_mirrored else "fr"):
        drawing = draw([tree()], lambda organ: organ.name_fr)
    line = Line(date(2024, 6, 1), date(2026, 9, 1), DAY, is_mirrored)
    return {
        "statuses": [Status(family=family, name_fr=label, key=family) for family, label in Status.Family.choices],
        "pillars": [Pillar(position=number, name_fr=f"Pilier {number}") for number in range(1, 7)],
        "figures": SimpleNamespace(bars=[(count, n + 1, 11 * n, 11) for n, count in enumerate(Count.values)]),
        "line": line,
        "tracks": tracks(line),
        "drawing": drawing,
    }


def tracks(line: Line) -> list[tuple[str, Track]]:
    """A row for each thing that a drawing may show."""
    day, month, year = (PartialDate.of(text) for text in ("2025-03-10", "2025-07", "2025"))
    last = PartialDate.of("2026-03-01")
    return [
        ("jour", Track(marks=[line.mark("done", day)])),
        ("mois, année", Track(marks=[line.mark("progress", month), line.mark("expected", year, is_small=True)])),
        ("silence", Track(marks=[line.mark("progress", day)], silence=line.span(day.last, DAY))),
        ("reportée", Track(dues=[line.mark("due", day, is_small=True), line.mark("due", last)],
                           slips=[line.span(day.last, last.first)])),
        ("passée", Track(marks=[line.mark("disputed", day)], dues=[line.mark("due", last)],
                         overruns=[line.span(last.last, DAY)])),
        ("mandat", Track(marks=[line.mark("term", year), line.mark("open", PartialDate.of("2026-01-02/2026-06-30"))])),
    ]  # fmt: skip


def tree():
    """An organ with one below it, which has two."""
    made = [SimpleOrgan(f"Organe {n} au nom assez long pour deux lignes") for n in range(4)]
    made[0].branches, made[1].branches = [made[1]], made[2:]
    return made[0]


class SimpleOrgan(SimpleNamespace):
    """An organ for the drawing, which has no page."""

    def __init__(self, name):
        nothing = headline_of([], DAY)
        super().__init__(name_fr=name, branches=[], headline=nothing, get_absolute_url=lambda: "#")
