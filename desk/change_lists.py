"""Lists of the desk: the state of each record, found without accents, filtered with counts."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from desk.files.export_views import EXPORT, ExportView
from desk.files.import_views import IMPORT
from desk.files.translation_lag import TranslationFilter, badges, translation_statuses
from desk.forms.bilingual_forms import SOURCE
from desk.forms.link_picker import TITLE_LENGTH
from desk.home.history import TYPE
from desk.review.wording import worded_state
from publishing.registry import column_of, record_type_of, translated_fields
from publishing.review.workflow_state import PublicationStatus, counts, in_state, publication_status


class StateFilter(admin.SimpleListFilter):
    """By the state of records; the counts are those of the whole type. What is in the bin is there, not in the list."""

    title = _("état")
    parameter_name = "etat"

    def lookups(self, request, model_admin):
        self.bin = f"{reverse('admin:bin')}?{urlencode({TYPE: record_type_of(model_admin.model).label})}"
        found = counts(model_admin.model)
        return [(state.value, f"{capfirst(state.label)} ({found[state]})") for state in PublicationStatus]

    def choices(self, changelist):
        for choice, state in zip(super().choices(changelist), [None, *PublicationStatus], strict=True):
            yield choice | ({"query_string": self.bin} if state == PublicationStatus.BINNED else {})

    def queryset(self, request, queryset):
        return (
            in_state(queryset, PublicationStatus(self.value()))  # type: ignore[arg-type]  # it is one of them
            if self.value() in PublicationStatus.values
            else queryset
        )


class RecordList(ChangeList):
    """The page of a list, with where its records and their translations stand."""

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = self.model_admin.listed(self.root_queryset)
        return super().get_queryset(request, exclude_parameters)

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        ids = [record.pk for record in self.result_list]
        found, translations = publication_status(self.model, ids), translation_statuses(self.model, ids)
        for record in self.result_list:
            record.publication_status = found.get(record.pk)
            record.translations = translations[record.pk]


class ChangeListMixin:
    """The columns, the filter and the search that every list has."""

    change_list_template: Any = "desk/change_list.html"
    columns: Sequence = ()
    search_texts: Sequence[str] = ()
    list_per_page = 50
    show_full_result_count = False  # it would be counted a second time
    show_facets = admin.ShowFacets.NEVER

    def get_list_display(self, request):
        reference = ["reference"] if hasattr(self.model, "reference") else []
        return ["title", "publication", *self.columns, "languages", *reference]

    def get_list_filter(self, request):
        return [StateFilter, TranslationFilter, *super().get_list_filter(request)]

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        exchange = {
            "can_export": request.user.has_perm(EXPORT),
            "can_import": request.user.has_perm(IMPORT) and self.has_add_permission(request),
            "label": record_type_of(self.model).label,
        }
        return super().changelist_view(request, {"title": title} | exchange | (extra_context or {}))

    def has_export_permission(self, request):
        return request.user.has_perm(EXPORT)

    @admin.action(description=_("Exporter…"), permissions=["export"])
    def export_selected(self, request, queryset):
        return ExportView.of(self.admin_site, request, list(queryset))

    def get_changelist(self, request, **kwargs):
        return RecordList

    def listed(self, queryset):
        """The queryset of the list, which may need more than forms and completion do."""
        return queryset

    @admin.display(description=_("fiche"))
    def title(self, record):
        return Truncator(str(record)).chars(TITLE_LENGTH)

    @admin.display(description=_("état"))
    def publication(self, record):
        """The state, and when the record was last published."""
        published = record.publication_status and record.publication_status.published_at
        last = published and date_format(published, "SHORT_DATE_FORMAT")
        day = format_html("<small>{}</small>", last) if last else ""
        return format_html("{}{}", worded_state(record.publication_status), day)

    @admin.display(description=_("langues"))
    def languages(self, record):
        """How much of the record exists in each public language, and whether it is behind the French."""
        return badges(record.translations, settings.PUBLIC_LANGUAGES)


def accentless(model, names) -> list[str]:
    """Search lookups on the public languages of some fields, and on the reference, whatever the accents."""
    translated = translated_fields(model)
    columns = [
        column_of(name, language) if name in translated else name
        for name in names
        for language in (settings.PUBLIC_LANGUAGES if name in translated else [SOURCE])
    ]
    reference = ["reference"] if hasattr(model, "reference") else []
    return [f"{column}__unaccent" for column in columns] + reference
