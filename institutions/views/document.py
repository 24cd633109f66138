"""Documents, their numbered points, and what each state did with them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.headlines import headline_of
from institutions.headlines.gathering import facts_of_document
from institutions.headlines.horizons import horizons_of
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

    def get_object(self, queryset=None):
        document = super().get_object(queryset)
        watched_until = horizons_of(Document).of(document)
        document.headline = headline_of(facts_of_document(document), timezone.localdate(), watched_until)
        return document

    def get_context_data(self, **kwargs):
        return super().get_context_data(headline=self.object.headline, **kwargs)
