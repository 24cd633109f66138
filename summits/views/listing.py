"""What the lists of decisions and of meetings have in common."""

from urllib.parse import urlencode

from django.http import HttpResponsePermanentRedirect

from publishing.deferral import defer_other_languages
from publishing.models import active_language
from publishing.views import RecordListView, parameters
from summits.facets import current_organ, entries_of, facets_of


class FacetedListView(RecordListView):
    """The records of a section, the latest first, narrowed by pillar, organ, status and year."""

    page_size = 100
    section: str

    def get(self, request, *args, **kwargs):
        given = parameters(request)
        organ = given.get("organe", "")
        if organ and (current := current_organ(organ)) != organ:
            return HttpResponsePermanentRedirect(f"{request.path}?{urlencode(given | {'organe': current})}")
        return super().get(request, *args, **kwargs)

    def get_template_names(self):
        """That of the records: the rows are those of the search."""
        return [f"{self.model._meta.app_label}/{self.model._meta.model_name}_list.html"]  # type: ignore[union-attr]  # a list is of a model

    def get_queryset(self):
        return entries_of(self.section, active_language(), parameters(self.request))

    def shown(self, rows):
        keys = [row["record_id"] for row in rows]
        found = defer_other_languages(self.records().filter(pk__in=keys), active_language())
        records = {record.pk: record for record in found}
        return [records[key] for key in keys]

    def records(self):
        """The records with all that the list shows of them."""
        return self.model.objects.with_statuses()  # type: ignore[union-attr]  # a list is of a model

    def get_context_data(self, **kwargs):
        facets = facets_of(self.section, active_language(), parameters(self.request))
        return super().get_context_data(facets=facets, is_narrowed=any(facet.chosen for facet in facets), **kwargs)
