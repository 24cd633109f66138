"""Sources, and what every page that rests on sources has in common."""

from publishing.views import RecordDetailView
from sources.citations import citations, evidence_of


class SourcedDetailView(RecordDetailView):
    """The page of a record that rests on evidence, as its parts named here do."""

    sourced_parts: tuple[str, ...] = ()

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .prefetch_related(evidence_of(), *(evidence_of(part) for part in self.sourced_parts))
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(citations=citations(self.passages()), **kwargs)

    def passages(self) -> list:
        """All that the page cites: for the record itself and for each of its parts."""
        cited = list(self.object.evidence.all())
        for name in self.sourced_parts:
            for part in getattr(self.object, name).all():
                cited.extend(part.evidence.all())
        return cited
