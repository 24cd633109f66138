"""Sources, and what every page that rests on sources has in common."""

from django.db.models import Case, Prefetch, When
from django.utils.translation import gettext_lazy as _

from publishing.deferral import defer_other_languages
from publishing.models import active_language
from publishing.views import RecordDetailView, RecordListView
from sources.citations import citations, evidence_of, natural
from sources.models import Evidenced, Passage, Source


class SourcedDetailView(RecordDetailView):
    """The page of a record that rests on evidence, as do its parts: named here with what is shown of each."""

    sourced_parts: dict[str, tuple[str, ...]] = {}

    def get_queryset(self):
        parts = (Prefetch(name, self.parts(name)) for name in self.sourced_parts)
        return super().get_queryset().prefetch_related(evidence_of(), *parts)

    def parts(self, name):
        """The parts of one kind, with their evidence and what is shown of each."""
        parts = self.model._meta.get_field(name).related_model.objects.prefetch_related(evidence_of())
        related = self.sourced_parts[name]
        return parts.select_related(*related) if related else parts

    def get_context_data(self, **kwargs):
        return super().get_context_data(citations=citations(self.passages()), **kwargs)

    def passages(self) -> list:
        """All that the page cites: for the record itself and for each of its parts."""
        cited = list(self.object.evidence.all())
        for name in self.sourced_parts:
            for part in getattr(self.object, name).all():
                cited.extend(part.evidence.all())
        return cited


class SourceListView(RecordListView):
    """Everything the register cites, by kind."""

    model = Source
    page_size = 400
    extra_context = {
        "description": _(
            "Tout ce que le registre cite, par nature de source. Un titre entre crochets est une description : "
            "la source n’en affiche pas."
        )
    }

    def get_queryset(self):
        rank = {value: number for number, value in enumerate(Source.Kind.values)}
        by_kind = Case(*(When(kind=value, then=number) for value, number in rank.items()))
        return super().get_queryset().order_by(by_kind, "-published_on_last", "reference")


class SourceDetailView(RecordDetailView):
    """A source and everything that rests on it."""

    model = Source

    def get_queryset(self):
        return super().get_queryset().prefetch_related("passages")

    def get_context_data(self, **kwargs):
        places = sorted(self.object.passages.all(), key=lambda passage: natural(passage.locator))
        return super().get_context_data(resting=what_rests_on(self.object), places=places, **kwargs)


def what_rests_on(source) -> list:
    """Per kind of record: its name, and the records of it that cite the source, themselves or in a part."""
    resting: dict = {}
    for relation in Passage._meta.related_objects:
        model = relation.related_model
        if not relation.many_to_many or not issubclass(model, Evidenced):
            continue
        owner = getattr(model, "owner_field", None)
        cited = model.objects.filter(evidence__source=source).select_related(owner)  # type: ignore[attr-defined]  # what inherits has objects
        for entry in defer_other_languages(cited, active_language()).distinct():
            record = getattr(entry, owner) if owner else entry
            kind = record._meta.verbose_name_plural
            resting.setdefault(kind, {})[record.pk] = record
    return [(kind, list(records.values())) for kind, records in resting.items()]
