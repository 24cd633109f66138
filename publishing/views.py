"""Lists and pages of records, whatever their type.

They read plain tables: who asks decides which rows these hold (`publishing.live.connection`).
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from editions.models import Address, Edition, TranslationLag
from publishing.deferral import defer_other_languages
from publishing.models import Record, active_language, path_in
from publishing.pagination import CURSORS, UnknownCursorError, page_of
from publishing.rich.fields import rich_columns
from publishing.rich.links import Addresses, addresses, references_in
from publishing.withdrawal_reasons import reason_in

DESCRIPTION_LENGTH = 160


def parameters(request) -> dict[str, str]:
    """What the address asks for, by parameter; without NUL, which PostgreSQL refuses to look for."""
    return {name: value.replace("\0", "") for name, value in request.GET.items()}


class PagedListView(ListView):
    """Rows by pages that each begin after a row; `page_size` none shows them all. See `publishing.pagination`."""

    page_size: int | None = 200
    cursor_key = "reference"

    def get_context_data(self, **kwargs):
        if self.page_size is None:
            return super().get_context_data(**kwargs)
        page = page_of(self.object_list, parameters(self.request), size=self.page_size, key=self.cursor_key)  # type: ignore[arg-type]  # it is a queryset
        beside = {"previous_page": self.address_of(page.previous), "next_page": self.address_of(page.next)}
        return super().get_context_data(**{"object_list": self.shown(page.rows)} | beside | kwargs)

    def shown(self, rows: list) -> list:
        """What the page shows of its rows."""
        return rows

    def address_of(self, cursor: dict[str, str]) -> str:
        """The address of this list from a cursor on; blank for none."""
        kept = {name: value for name, value in parameters(self.request).items() if name not in CURSORS}
        return f"?{urlencode(kept | cursor)}" if cursor else ""


class RecordListView(PagedListView):
    """The records of one type that exist in the reader's language."""

    def get(self, request, *args, **kwargs):
        rows = self.get_queryset()
        self.object_list = defer_other_languages(rows, active_language()) if issubclass(rows.model, Record) else rows
        try:
            return self.render_to_response(self.get_context_data())
        except UnknownCursorError as unknown:
            return self.answer_without_record(unknown.reference)

    def answer_without_record(self, reference):
        """A withdrawn record says why; any other is unknown."""
        address = Address.objects.filter(reference=reference, withdrawn_at__isnull=False).first()
        if address is None:
            raise Http404
        return gone(self.request, address)

    def get_queryset(self):
        return super().get_queryset().existing_in(active_language())  # type: ignore[attr-defined]  # it is that of records

    def get_context_data(self, **kwargs):
        title = capfirst(self.model._meta.verbose_name_plural)  # type: ignore[union-attr]  # a list is of a model
        return super().get_context_data(**{"page_title": title} | kwargs)


class RecordDetailView(DetailView):
    """The page of one record, at its current address only and in the languages it exists in.

    A former address leads to the current one, a withdrawn record leaves a notice (410).
    """

    slug_url_kwarg = "address"

    def get_object(self, queryset=None):
        return super().get_object(defer_other_languages(self.get_queryset(), active_language()))

    def get(self, request, *args, **kwargs):
        try:
            self.object = self.get_object()
        except Http404:
            return self.answer_without_record()
        if active_language() not in self.object.languages:
            return other_languages(request, self.object)
        if request.path != self.object.get_absolute_url():
            return HttpResponsePermanentRedirect(self.object.get_absolute_url())
        return self.render_to_response(self.get_context_data(object=self.object))

    def answer_without_record(self):
        """A former address redirects for ever, a withdrawn one says why, any other is unknown."""
        label = self.model._meta.concrete_model._meta.label_lower
        address = Address.objects.find(label, self.kwargs[self.slug_url_kwarg])
        if address is None:
            raise Http404
        if address.withdrawn_at:
            return gone(self.request, address)
        record = get_object_or_404(self.model, pk=address.record_id)
        return HttpResponsePermanentRedirect(record.get_absolute_url())

    def get_context_data(self, **kwargs):
        record, meta = self.object, self.model._meta
        context = {
            "page_title": str(record),
            "type_name": capfirst(record.type_name),
            "list_title": capfirst(meta.verbose_name_plural),
            "list_url": reverse(record.list_view) if hasattr(record, "list_view") else "",
            "page_languages": record.languages,
            "description": description(record),
            "edition": latest_edition(record),
            "changes_behind": changes_behind(record),
            "linked": linked(record),
        }
        return super().get_context_data(**context | kwargs)


def description(record) -> str:
    """What search engines and shared links say of the record: its summary, else its title."""
    text = record.search_text(active_language())
    return Truncator(text.summary or text.title).chars(DESCRIPTION_LENGTH)


def linked(record) -> Addresses:
    """Where the links of the rich texts shown lead; one statement, and none for a record without such links."""
    shown = (column for column in rich_columns(type(record)) if column not in record.get_deferred_fields())
    texts = (getattr(record, column) or "" for column in shown)
    return addresses(references_in(texts), active_language())


def latest_edition(record):
    """The edition that readers see, or none on the desk."""
    editions = Edition.objects.defer("snapshot").filter(
        record_type=record._meta.concrete_model._meta.label_lower, record_id=record.pk
    )
    return editions.order_by("-number").first()


def changes_behind(record) -> int:
    """By how many changes of the French the page is behind, in its language."""
    language = active_language()
    return 0 if language == settings.LANGUAGE_CODE else TranslationLag.objects.changes(record, language)


def gone(request, address):
    """410: the record was withdrawn, and this is why."""
    reason, language = reason_in(address.reasons, active_language())
    context = {
        "page_title": _("Fiche retirée"),
        "address": address,
        "reason": reason,
        "reason_language": "" if language == active_language() else language,
    }
    return TemplateResponse(request, "410.html", context, status=410)


def other_languages(request, record):
    """404: the record does not exist in the reader's language; links to those it exists in."""
    pages = [(language, path_in(record, language)) for language in record.languages]
    context = {
        "page_title": _("Cette fiche n’existe pas encore dans cette langue"),
        "record_title": record.text_in(record.title_field, settings.LANGUAGE_CODE),
        "title_language": settings.LANGUAGE_CODE,
        "pages": pages,
        "page_languages": record.languages,
    }
    return TemplateResponse(request, "untranslated.html", context, status=404)
