"""The records that a rich text may link to, found as an editor types."""

from django.conf import settings
from django.contrib import admin
from django.http import JsonResponse
from django.utils.text import Truncator, capfirst
from django.views import View

from publishing.registry import RECORD_TYPES, RecordType, record_type_of
from publishing.review.workflow_state import publication_statuses
from publishing.rich.links import href_of, reference_of

LANGUAGES = {code for code, _name in settings.LANGUAGES}
OF_A_TYPE = 5
SHORTEST = 2
TITLE_LENGTH = 120  # where lists cut a title


class LinkableView(View):
    """JSON: records by words of their titles or by reference (`q`), or the one of a reference (`cle`).

    Only of types that the editor may see in the desk's lists. `langue` is that of the text: a title that is
    put into it is in that language, if it exists there.
    """

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()

    def get(self, request):
        words = request.GET.get("q", "").replace("\0", "").strip()
        if reference := reference_of(request.GET.get("cle", "")):
            found = self.one(request, *reference)
        else:
            found = self.found(request, words) if len(words) >= SHORTEST else []
        return JsonResponse({"records": found}, headers={"Cache-Control": "no-store"})

    def kinds(self, request) -> list[tuple[RecordType, admin.ModelAdmin]]:
        """The types that the editor may see, with their admins."""
        admins = ((kind, self.site._registry.get(kind.model)) for kind in RECORD_TYPES.values() if kind.has_address)
        allowed = [(kind, entry) for kind, entry in admins if entry and entry.has_view_permission(request)]
        return sorted(allowed, key=lambda pair: self.site.rank(pair[0].model))

    def found(self, request, words):
        records = []
        for _kind, entry in self.kinds(request):
            rows, _is_repeating = entry.get_search_results(request, entry.get_queryset(request), words)
            records += as_options(rows.distinct()[:OF_A_TYPE], request.GET.get("langue"))
        return records

    def one(self, request, label, pk):
        entry = dict(self.kinds(request)).get(record_type_of(label))
        return as_options(entry.get_queryset(request).filter(pk=pk), request.GET.get("langue")) if entry else []


def as_options(rows, language) -> list[dict]:
    """Records as the dialog shows them, with the reference that a link to them holds."""
    records = list(rows)
    found = publication_statuses(type(records[0]), [record.pk for record in records]) if records else {}
    return [
        {
            "href": href_of(record),
            "title": Truncator(title_in(record, language)).chars(TITLE_LENGTH),
            "type": capfirst(record.type_name),
            "reference": record.reference,
            "state": str(found[record.pk].label),
        }
        for record in records
    ]


def title_in(record, language) -> str:
    """The title in a language of the desk, else as lists show it."""
    return (record.text_in(record.title_field, language) if language in LANGUAGES else "") or str(record)
