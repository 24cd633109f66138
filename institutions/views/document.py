"""Documents, their numbered points, and what each state did with them."""

from django.utils.translation import gettext_lazy as _

from institutions.models import Document
from institutions.record_views import ConcernedDetailView
from publishing.views import RecordListView


class DocumentListView(RecordListView):
    """Texts, newest first."""

    model = Document
    extra_context = {
        "description": _(
            "Charte, traité, protocoles, communiqués, relevés de conclusions : les textes, et l’état où chacun "
            "se trouve."
        )
    }

    def get_queryset(self):
        return super().get_queryset().select_related("place", "state", "pillar")


class DocumentDetailView(ConcernedDetailView):
    """A text: its points, each citable by its number; signatures and ratifications state by state."""

    model = Document
    sourced_parts = {"points": (), "ratifications": ("state",)}

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("place", "state", "parent", "submitted_to", "pillar", "signatory")
            .prefetch_related(
                "points__decisions",
                "points__roadmap_items",
                "files",
                "children",
                "founded_organs",
                "meetings",
                "decisions",
                "based_decisions",
                "possibly_fulfilled_decisions",
                "roadmaps",
            )
        )
