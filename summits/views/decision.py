"""Decisions, expected or taken."""

from dataclasses import replace

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from institutions.headlines import Headline
from institutions.headlines.horizons import told_on
from institutions.models import Mandate, Point
from institutions.record_views import HeadlineDetailView
from sources.citations import evidence_of
from summits.models import AgendaItem, Decision, DecisionStep, RoadmapItem
from summits.models.links import ItemLink
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


class DecisionDetailView(HeadlineDetailView):
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
            .with_acts()
            .prefetch_related(
                "legal_basis",
                Prefetch("points", Point.objects.select_related("document")),
                Prefetch("mandates", Mandate.objects.select_related("person", "office")),
                "possible_outcomes",
                "amends",
                "amended_by",
                "item_links",
                Prefetch("roadmap_items", RoadmapItem.objects.with_statuses()),
                Prefetch("agenda_items", AgendaItem.objects.select_related("meeting")),
                Prefetch("fulfilled_steps", fulfilled.prefetch_related(evidence_of())),
            )
        )

    def headline_on(self, record, day):
        return headline_with_deed(record, super().headline_on(record, day))


def headline_with_deed(decision, headline: Headline) -> Headline:
    """Where its own steps say nothing of the deed, with the mandates it gave, else the items that carry it.

    What was sought in vain is carried by nothing.
    """
    day = headline.day
    if headline.deed:
        return headline
    mandates = tuple(m for m in decision.mandates.all() if m.started_on and m.started_on <= day)
    if mandates or headline.text.search:
        return replace(headline, mandates=mandates)
    carrying = {link.item_id for link in decision.item_links.all() if link.extent != ItemLink.Extent.RELATED}
    items = told_on((item for item in decision.roadmap_items.all() if item.pk in carrying), day)
    return replace(headline, carriers=tuple((item, item.headline) for item in items))
