"""The chronology: every dated fact that some record carries, and milestones for those that none does."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.translation import gettext_lazy as _

from institutions.models import Document, Mandate, OrganStep, Ratification, Status
from publishing.deferral import defer_other_languages
from sources.citations import evidence_of
from sources.dates import PartialDate
from summits.models import DecisionStep, Meeting, MeetingStep, Milestone, RoadmapStep

# What `?type=` accepts, in the order readers see.
KINDS = {
    "reunions": _("Réunions"),
    "decisions": _("Décisions"),
    "feuille-de-route": _("Feuille de route"),
    "organes": _("Organes"),
    "documents": _("Documents"),
    "ratifications": _("Ratifications"),
    "mandats": _("Mandats"),
    "jalons": _("Autres faits"),
}


@dataclass(frozen=True)
class Stream:
    """The facts that one model carries, by one of its dates; paths lead from a row to what they are named after."""

    kind: str
    model: Any
    date: str = "occurred"
    text: str = "text"
    record: str = ""
    pillar: str = ""
    state: str = ""
    related: tuple[str, ...] = ()
    skipped: Q | None = None

    @property
    def first_day(self) -> str:
        return self.date if self.date.endswith("_on") else f"{self.date}_first"

    def rows(self):
        rows = self.model.objects.filter(**{f"{self.first_day}__isnull": False}).order_by()
        return rows.exclude(self.skipped) if self.skipped else rows

    def years(self):
        return self.rows().annotate(year=ExtractYear(self.first_day)).values_list("year", flat=True)

    def of(self, year, pillar, state):
        """Its rows of a year, of one pillar and one state where these are asked for."""
        if (pillar and not self.pillar) or (state and not self.state):
            return self.model.objects.none()
        rows = self.rows().filter(**{f"{self.first_day}__year": year})
        if pillar:
            rows = rows.filter(**{f"{self.pillar}__key": pillar})
        return rows.filter(**{f"{self.state}__code": state}) if state else rows

    def months(self, year, pillar, state):
        """How many of these rows begin in each month."""
        rows = self.of(year, pillar, state).annotate(month=ExtractMonth(self.first_day)).values_list("month")
        return rows.annotate(number=Count("pk"))

    def facts(self, year, month, pillar, state, language) -> list["Fact"]:
        """Its facts of a year or of one month, of one pillar and one state where these are asked for."""
        rows = self.of(year, pillar, state)
        if month:
            rows = rows.filter(**{f"{self.first_day}__month": month})
        if self.model is Milestone:  # this line is all that readers see of it
            rows = rows.prefetch_related(evidence_of())
        if self.model is Meeting:  # one only foreseen, or cancelled since, must not pass for held
            rows = rows.with_statuses()
        related = [path for path in (self.record, *self.related) if path]
        rows = defer_other_languages(rows.select_related(*related) if related else rows, language)
        return [Fact(self, row) for row in rows]


class Fact:
    """One dated line of the chronology."""

    def __init__(self, stream, entry):
        self.kind, self.entry, self.text_field = stream.kind, entry, stream.text
        self.date = PartialDate.of(getattr(entry, stream.date))
        self.record = getattr(entry, stream.record) if stream.record else entry
        self.status = entry.status if "status" in stream.related else current_status(entry)
        self.state = entry.state if "state" in stream.related else None
        self.is_end = stream.date == "ended_on"

    @property
    def month(self):
        """The month under which it stands; none if only the year is known."""
        text = self.date.ends[0].text
        return PartialDate.parse(text[:7]) if len(text) >= 7 else None


def current_status(entry):
    """That of a meeting; what is neither a step nor a meeting has none."""
    step = entry.ledger.current() if isinstance(entry, Meeting) else None
    return step.status if step else None


# A search without result is no event, and a step corrected since is no fact.
NO_FACT = Q(status__family=Status.Family.ABSENT) | Q(corrections__isnull=False)
STREAMS = [
    Stream(
        "reunions", MeetingStep, record="meeting", related=("status",), skipped=NO_FACT,
        pillar="meeting__pillar", state="meeting__state",
    ),
    Stream(
        "reunions", Meeting, date="held", text="name", pillar="pillar", state="state",
        skipped=Q(steps__occurred=F("held")),
    ),
    Stream(
        "decisions", DecisionStep, record="decision", related=("status", "state"), skipped=NO_FACT,
        pillar="decision__pillar", state="state",
    ),
    Stream(
        "feuille-de-route", RoadmapStep, record="item", related=("status", "state"), skipped=NO_FACT,
        pillar="item__pillar", state="state",
    ),
    Stream(
        "organes", OrganStep, record="organ", related=("status",), skipped=NO_FACT, state="organ__state"
    ),
    Stream("documents", Document, date="dated", text="name", pillar="pillar", state="state"),
    Stream(
        "ratifications", Ratification, date="dated", record="document", related=("state",),
        pillar="document__pillar", state="state",
    ),
    Stream(
        "mandats", Mandate, date="started_on", record="office", related=("person",), state="on_behalf_of"
    ),
    Stream("mandats", Mandate, date="ended_on", record="office", related=("person",), state="on_behalf_of"),
    Stream("jalons", Milestone, text="name", state="states"),
]  # fmt: skip


def years() -> list[int]:
    """The years in which anything is dated, newest first."""
    first, *rest = (stream.years() for stream in STREAMS)
    return sorted(first.union(*rest), reverse=True)


def streams_of(kind) -> list[Stream]:
    """Those of one kind, all of them by default."""
    return [stream for stream in STREAMS if kind in ("", stream.kind)]


def months_of(year, *, kind="", pillar="", state="") -> dict[int, int]:
    """The months of a year with how many facts begin in each, in any language; a fact of the year is of January."""
    counts = [stream.months(year, pillar, state) for stream in streams_of(kind)]
    months: Counter[int] = Counter()
    for month, number in counts[0].union(*counts[1:], all=True) if counts else ():
        months[month] += number
    return dict(sorted(months.items()))


def facts_of(year, *, language, month=None, kind="", pillar="", state="") -> list[Fact]:
    """The facts of a year, or of one of its months, in order, of records that exist in that language."""
    facts = [fact for stream in streams_of(kind) for fact in stream.facts(year, month, pillar, state, language)]
    told = [fact for fact in facts if language in fact.record.languages]
    return sorted(told, key=lambda fact: (fact.date.first, fact.date.last, str(fact.entry.pk)))
