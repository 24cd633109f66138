"""Decisions, expected or taken."""

from django.db.models import Prefetch

from institutions.models import Mandate, Point
from institutions.record_views import LedgerDetailView
from publishing.models import active_language
from publishing.views import RecordListView, parameters
from sources.citations import evidence_of
from summits.facets import facets_of, narrowed
from summits.models import AgendaItem, Decision, DecisionStep


class DecisionListView(RecordListView):
    """Decisions, narrowed by pillar, organ, status and year."""

    model = Decision
    paginate_by = 100

    def get_queryset(self):
        chosen = narrowed(super().get_queryset(), parameters(self.request))
        return chosen.with_statuses().select_related("pillar", "organ", "meeting")

    def get_context_data(self, **kwargs):
        everything = Decision.objects.existing_in(active_language())
        facets = facets_of(everything, parameters(self.request))
        return super().get_context_data(facets=facets, is_narrowed=any(facet.chosen for facet in facets), **kwargs)


class DecisionDetailView(LedgerDetailView):
    """A decision: the verb of its announcement, its route through the organs, what came of it."""

    model = Decision
    slug_field = "reference"
    sourced_parts = {"steps": ("status", "state", "organ", "meeting", "resulting_decision")}

    def get_queryset(self):
        fulfilled = DecisionStep.objects.select_related("decision")
        return (
            super()
            .get_queryset()
            .select_related("organ", "meeting", "pillar")
            .prefetch_related(
                "documents",
                "legal_basis",
                Prefetch("points", Point.objects.select_related("document")),
                Prefetch("mandates", Mandate.objects.select_related("person", "office")),
                "possible_outcomes",
                "amends",
                "amended_by",
                "roadmap_items__steps__status",
                Prefetch("agenda_items", AgendaItem.objects.select_related("meeting")),
                Prefetch("fulfilled_steps", fulfilled.prefetch_related(evidence_of())),
            )
        )
