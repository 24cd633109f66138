"""Summits and other meetings."""

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from institutions.models import Document, Point, Status
from institutions.record_views import LedgerDetailView
from publishing.deferral import defer_other_languages
from publishing.models import active_language
from publishing.views import RecordListView
from sources.citations import evidence_of
from summits.models import Attendance, Decision, DecisionStep, Meeting, RoadmapItem, RoadmapStep, Summit
from summits.outcomes import told_with_outcome, was_expected
from summits.periods import period_of
from summits.views.listing import FacetedListView


class MeetingListView(FacetedListView):
    """All meetings but summits, newest first, narrowed by pillar, organ, status and year."""

    model = Meeting
    section = "reunions"
    extra_context = {
        "description": _(
            "Conseils des ministres, réunions ministérielles, travaux d’experts, cérémonies : tout ce qui "
            "prépare les sommets ou en découle."
        )
    }

    def records(self):
        return super().records().with_place()


class SummitListView(RecordListView):
    """The sessions of the College, newest first."""

    model = Summit
    extra_context = {
        "description": _(
            "Les sessions du Collège des chefs d’État : ce qui y était attendu, ce qui y fut décidé, et ce qui "
            "a été fait depuis."
        )
    }

    def get_queryset(self):
        return super().get_queryset().with_place().with_statuses()


class MeetingDetailView(LedgerDetailView):
    """A meeting: who, where, what it prepared, what came of its agenda."""

    model = Meeting
    sourced_parts = {"steps": ("status",), "agenda": (), "attendances": ("person", "state", "represents")}

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .with_place()
            .with_preparations()
            .select_related("prepares", "follows")
            .prefetch_related(
                Prefetch("agenda__decisions", Decision.objects.with_statuses()),
                Prefetch("decisions", Decision.objects.with_statuses().prefetch_related(evidence_of())),
                Prefetch("documents", documents_with_points()),
                "followed_by",
                Prefetch("decision_steps", DecisionStep.objects.select_related("decision", "status")),
            )
        )

    def get_context_data(self, **kwargs):
        meeting = self.object
        decisions = told_with_outcome(d for d in meeting.decisions.all() if active_language() in d.languages)
        return super().get_context_data(
            chairs=[a for a in meeting.attendances.all() if a.capacity == Attendance.Capacity.CHAIR],
            chain=lanes_of(chain_to(meeting)),
            expected=[d for d in decisions if was_expected(d)],
            taken=[d for d in decisions if not was_expected(d)],
            examined=[step for step in meeting.decision_steps.all() if step.decision.meeting_id != meeting.pk],
            items=items_moved_by(meeting),
            **kwargs,
        )

    def passages(self):
        cited = super().passages()
        for decision in self.object.decisions.all():
            cited.extend(decision.evidence.all())
        return cited


class SummitDetailView(MeetingDetailView):
    """A session of the College of heads of state."""

    model = Summit

    def get_context_data(self, **kwargs):
        previous, following = neighbours(self.object)
        report = period_of(previous, self.object) if previous else None
        return super().get_context_data(previous=previous, next=following, report=report, **kwargs)


def neighbours(summit) -> tuple:
    """The summits whose numbers come before and after; none of a summit without number."""
    if summit.number is None:
        return None, None
    numbers = (summit.number - 1, summit.number + 1)
    near = {
        other.number: other
        for other in defer_other_languages(Summit.objects.filter(number__in=numbers), active_language())
    }
    return tuple(near.get(number) for number in numbers)


def chain_to(meeting) -> list:
    """The meetings that prepared this one, however indirectly, each once, from the first to the last."""
    chain, waiting = {meeting.pk: meeting}, [meeting]
    while waiting:
        found = [link for link in waiting.pop().preparations.all() if link.pk not in chain]
        chain |= {link.pk: link for link in found}
        waiting += found
    del chain[meeting.pk]
    return sorted(chain.values(), key=lambda link: link.held.text if link.held else "")


def lanes_of(chain) -> list[tuple[str, list]]:
    """The meetings by their levels, from those of experts up: the name of each level that there is."""
    levels: dict[str, list] = {level: [] for level in reversed(Meeting.Level.values)}
    for link in chain:
        levels[link.level].append(link)
    return [(str(Meeting.Level(level).label), links) for level, links in levels.items() if links]


def documents_with_points():
    """Texts with their points, the decisions these led to, and where each decision stands."""
    decisions = Decision.objects.with_statuses()
    points = Point.objects.prefetch_related(Prefetch("decisions", decisions))
    return Document.objects.prefetch_related(Prefetch("points", points))


def items_moved_by(meeting):
    """The roadmap items that a meeting opened, was to deal with, or on whose days a step of theirs occurred."""
    linked = Q(decisions__meeting=meeting) | Q(expected_at=meeting)
    if meeting.held and all(end.precision == "day" for end in meeting.held.ends):
        days = {"occurred_first__gte": meeting.held.first, "occurred_last__lte": meeting.held.last}
        steps = RoadmapStep.objects.filter(**days, corrections=None).exclude(status__family=Status.Family.ABSENT)
        linked |= Q(pk__in=steps.values("item"))
    keys = RoadmapItem.objects.filter(linked).order_by().values("pk")
    items = RoadmapItem.objects.existing_in(active_language()).filter(pk__in=keys)
    return defer_other_languages(items.with_statuses(), active_language())
