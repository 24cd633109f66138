"""The roadmap: by pillar and status, as of any day; one roadmap; one item."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import State
from institutions.record_views import LedgerDetailView
from publishing.models import active_language
from publishing.views import RecordListView
from sources.views import SourcedDetailView
from summits.models import Roadmap, RoadmapItem
from summits.periods import day_of
from summits.progress import by_pillar, standing_as_of


class RoadmapView(RecordListView):
    """All items by pillar and status; `?au=AAAA-MM-JJ` shows the facts that had occurred by that day."""

    model = RoadmapItem
    template_name = "summits/roadmap.html"
    paginate_by = None

    def get_queryset(self):
        return super().get_queryset().with_statuses()

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("au", "").strip()
        day = day_of(asked)
        standings = [standing_as_of(item, day) for item in self.object_list]
        begun = [standing for standing in standings if standing.step or not day]
        return super().get_context_data(
            page_title=_("Feuille de route"),
            asked=asked,
            day=day,
            pillars=by_pillar(begun),
            unbegun=len(standings) - len(begun),
            roadmaps=Roadmap.objects.existing_in(active_language()),
            **kwargs,
        )


class RoadmapDetailView(SourcedDetailView):
    """The roadmap of one presidency."""

    model = Roadmap

    def get_queryset(self):
        items = RoadmapItem.objects.existing_in(active_language()).with_statuses()
        related = super().get_queryset().select_related("mandate__person", "mandate__office", "document")
        return related.prefetch_related(Prefetch("items", items))

    def get_context_data(self, **kwargs):
        standings = [standing_as_of(item) for item in self.object.items.all()]
        return super().get_context_data(list_title=_("Feuille de route"), pillars=by_pillar(standings), **kwargs)


class RoadmapItemDetailView(LedgerDetailView):
    """One item: its ledger, state by state, its deadlines, and for how long nothing was heard of it."""

    model = RoadmapItem
    slug_field = "reference"
    sourced_parts = {"steps": ("status", "state"), "deadlines": ()}

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("pillar", "roadmap", "organ", "expected_at")
            .prefetch_related(
                "related_organs",
                "decisions__steps__status",
                "depends_on",
                "dependents",
            )
        )

    def get_context_data(self, **kwargs):
        ledger = self.object.ledger
        states = [(state, ledger.current(state.pk)) for state in State.objects.all()]
        return super().get_context_data(
            states=states if any(step for _state, step in states) else [],
            silence=days_of_silence(ledger),
            today=timezone.localdate(),
            list_title=_("Feuille de route"),
            **kwargs,
        )


def days_of_silence(ledger) -> int | None:
    """Days since the latest fact or statement about an item that is still open; none if it is closed.

    A search without result breaks no silence, nor does what is only known to fall within a year not over yet.
    """
    current = ledger.current()
    if current is None or current.status.is_terminal:
        return None
    found = (step for step in ledger.steps if not step.status.is_absence)
    told = [date.last for step in found for date in (step.occurred, step.stated_on) if date]
    return max((timezone.localdate() - max(told)).days, 0) if told else None
