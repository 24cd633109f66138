"""Decisions, expected or taken."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from institutions.models import Mandate, Point
from institutions.record_views import LedgerDetailView
from sources.citations import evidence_of
from summits.models import AgendaItem, Decision, DecisionStep
from summits.views.listing import FacetedListView


class DecisionListView(FacetedListView):
    """Decisions, narrowed by pillar, organ, status and year."""

    model = Decision
    section = "decisions"
    extra_context = {
        "description": _(
            "Ce qu’un organe décide, ou qu’on attend de lui. Une décision attendue garde pour toujours le verbe "
            "de son annonce ; ce qu’il en advient est une étape de plus."
        )
    }


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
