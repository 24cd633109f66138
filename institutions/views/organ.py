"""Organs: the organigram, and the birth certificate of each."""

from collections import defaultdict

from django.db.models import Prefetch

from institutions.models import Office, Organ
from institutions.record_views import LedgerDetailView
from publishing.views import RecordListView


class OrganListView(RecordListView):
    """The organigram, level by level; organs without a parent on their level are its roots."""

    model = Organ
    paginate_by = None

    def get_queryset(self):
        return super().get_queryset().select_related("state").prefetch_related("steps__status")

    def get_context_data(self, **kwargs):
        return super().get_context_data(levels=organigram(self.object_list), **kwargs)


class OrganDetailView(LedgerDetailView):
    """An organ: how it came to be, what founds it, who sits in it, what it decided and must do."""

    model = Organ
    sourced_parts = {"steps": ("status", "document"), "names": (), "competences": ()}

    def get_queryset(self):
        offices = Office.objects.prefetch_related("mandates__person", "mandates__on_behalf_of")
        return (
            super()
            .get_queryset()
            .select_related("parent", "succeeds", "state")
            .prefetch_related(
                "children",
                "successors",
                "legal_basis",
                "submissions",
                "decision_steps__decision",
                "meetings",
                "decisions__steps__status",
                "roadmap_items__steps__status",
                "related_roadmap_items__steps__status",
                Prefetch("offices", offices),
            )
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(examined=decisions_examined_by(self.object), **kwargs)


def decisions_examined_by(organ) -> list:
    """Decisions of others that a step led through the organ, each once."""
    decisions = {step.decision_id: step.decision for step in organ.decision_steps.all()}
    return [decision for decision in decisions.values() if decision.organ_id != organ.pk]


def organigram(organs) -> list:
    """Per level in order: its name and the roots of its trees, each with `branches`."""
    below, keys = defaultdict(list), {organ.pk for organ in organs}
    levels = {value: (label, []) for value, label in Organ.Level.choices}
    for organ in organs:
        if organ.parent_id in keys and organ.level != Organ.Level.UNION:
            below[organ.parent_id].append(organ)
        else:
            levels[organ.level][1].append(organ)
    for organ in organs:
        organ.branches = below[organ.pk]
    return [(label, roots) for label, roots in levels.values() if roots]
