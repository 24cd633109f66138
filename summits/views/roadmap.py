"""The roadmap: by pillar and status, as of any day; one roadmap; one item."""

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from institutions.models import State
from institutions.record_views import HeadlineDetailView
from publishing.deferral import defer_other_languages
from publishing.models import active_language
from publishing.views import RecordListView, parameters
from sources.views import SourcedDetailView
from summits.facets import facets_of_standings, narrowed_standings
from summits.models import Decision, Roadmap, RoadmapItem
from summits.progress import by_pillar, horizon_of, standings_on
from summits.timelines import line_over, track_of, track_of_schedule, tracks_of_steps
from summits.views.as_of import AsOfMixin


class RoadmapView(AsOfMixin, RecordListView):
    """All items by pillar and status, narrowed by both and by organ; `?au=` as of a day."""

    model = RoadmapItem
    template_name = "summits/roadmap.html"
    page_size = None
    extra_context = {
        "description": _(
            "Chaque point que la Confédération s’est donné à faire, par pilier et par statut. Un statut n’est "
            "jamais affirmé : il est lu des étapes datées et sourcées."
        )
    }

    def get_queryset(self):
        return super().get_queryset().with_statuses().prefetch_related("deadlines")

    def get_context_data(self, **kwargs):
        given = parameters(self.request)
        standings = standings_on(self.object_list, self.day)
        begun = [standing for standing in standings if standing.is_begun or not self.day]
        facets = facets_of_standings(begun, given)
        shown = narrowed_standings(begun, given)
        return super().get_context_data(
            page_title=_("Feuille de route"),
            unbegun=len(standings) - len(begun),
            facets=facets,
            is_narrowed=any(facet.chosen for facet in facets),
            kept=[(facet.parameter, facet.chosen) for facet in facets if facet.chosen],
            by_state=by_state(shown),
            statuses=statuses_of(shown),
            roadmaps=defer_other_languages(Roadmap.objects.existing_in(active_language()), active_language()),
            **drawn(shown),
            **kwargs,
        )


def drawn(standings) -> dict:
    """The items under their pillars, each with its row on one line of time."""
    line = line_over(standings)
    pillars = [
        (figures, [(standing, line and track_of(standing, line)) for standing in group])
        for figures, group in by_pillar(standings)
    ]
    return {"line": line, "pillars": pillars, "horizon": horizon_of(standings)}


def statuses_of(standings) -> list:
    """The statuses that these items answer to, in their own order."""
    found = {status for standing in standings for status in standing.headline.status_rows}
    return sorted(found, key=lambda status: status.position)


def by_state(standings) -> dict:
    """The items that have a step of one state's own: where each stands there; the states in order."""
    rows = [(standing, dict(states_of(standing.ledger))) for standing in standings]
    states = sorted({state for _standing, found in rows for state in found}, key=lambda state: state.code)
    told = [(standing.item, [found.get(state) for state in states]) for standing, found in rows if found]
    return {"states": states, "rows": told}


def states_of(ledger) -> list:
    """Each state that has a standing step of its own, with the latest."""
    states = {step.state for step in ledger.steps if step.state}
    return [(state, step) for state in states if (step := ledger.current(state.pk))]


class RoadmapDetailView(AsOfMixin, SourcedDetailView):
    """The roadmap of one presidency."""

    model = Roadmap

    def get_queryset(self):
        items = RoadmapItem.objects.existing_in(active_language()).with_statuses().prefetch_related("deadlines")
        related = super().get_queryset().select_related("mandate__person", "mandate__office", "document")
        return related.prefetch_related(Prefetch("items", items))

    def get_context_data(self, **kwargs):
        standings = standings_on(self.object.items.all(), self.day)
        begun = [standing for standing in standings if standing.is_begun or not self.day]
        return super().get_context_data(
            list_title=_("Feuille de route"),
            unbegun=len(standings) - len(begun),
            kept=[],
            is_narrowed=False,
            **drawn(begun),
            **kwargs,
        )


class RoadmapItemDetailView(AsOfMixin, HeadlineDetailView):
    """One item: its ledger, state by state, its deadlines, and for how long nothing was heard of it."""

    model = RoadmapItem
    slug_field = "reference"
    sourced_parts = {"steps": ("status", "state"), "deadlines": ()}

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("pillar", "roadmap", "organ", "expected_at")
            .with_links()
            .prefetch_related(
                "related_organs",
                Prefetch("decisions", Decision.objects.with_statuses()),
                "documents",
                "depends_on",
                "dependents",
            )
        )

    @cached_property
    def standing(self):
        (standing,) = standings_on([self.object], self.day)
        return standing

    def get_ledger(self):
        return self.standing.ledger

    def get_context_data(self, **kwargs):
        standing = self.standing
        line = line_over([standing])
        states = [
            (state, standing.ledger.current(state.pk))
            for state in defer_other_languages(State.objects.all(), active_language())
        ]
        return super().get_context_data(
            standing=standing,
            headline=standing.headline,
            line=line,
            tracks=tracks_of_steps(standing, line) if line else [],
            schedules=[(schedule, line and track_of_schedule(schedule, line)) for schedule in standing.schedules],
            states=states if any(step for _state, step in states) else [],
            unbegun=0,
            kept=[],
            list_title=_("Feuille de route"),
            **kwargs,
        )
