from django import forms
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import Count, OuterRef, Subquery
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.forms import KeepsCopy, TracesField
from archive.uploads import UploadField
from desk.forms.inlines import PartAdmin, StackedParts
from desk.record_admin import RecordAdmin
from institutions.admin.point_links import PointLinksView
from institutions.admin.points import PointsView
from institutions.models import Document, DocumentFile, Point, Ratification
from institutions.points import unlinked_points
from sources.admin import EVIDENCE, ConfidenceFilter, by_year, dated


class DocumentFileForm(KeepsCopy, forms.ModelForm):
    """One language of a document: a file sent says itself what it is."""

    upload = UploadField()  # type: ignore[assignment]  # a form keeps its fields elsewhere
    traces = TracesField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["media_type"].required = False


class DocumentFileInline(StackedParts):
    model = DocumentFile
    form = DocumentFileForm
    fieldsets = [
        (None, {"fields": [("language", "url"), "upload", "traces", ("media_type", "size", "pages"), "sha256"]})
    ]


class PointInline(StackedParts):
    model = Point
    fieldsets = [
        (None, {"fields": [("position", "number", "kind", "page"), "text", ("evidence", "confidence")]}),
    ]


class RatificationInline(StackedParts):
    model = Ratification
    label_relations = ["state"]
    fieldsets = [
        (None, {"fields": [("state", "act", "dated"), "text", "evidence"]}),
        (_("Précisions"), {"classes": ["collapse"], "fields": [("confidence", "as_of"), "note"]}),
    ]


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    desk_rank = 23
    fieldsets = [
        (None, {"fields": ["name", "other_names", ("kind", "text_state"), "slug"]}),
        (
            _("Faits"),
            {
                "fields": [
                    "dated",
                    "date_note",
                    ("place", "state"),
                    ("signatory", "submitted_to"),
                    "in_force",
                    "in_force_note",
                ]
            },
        ),
        (_("Texte"), {"fields": ["summary"]}),
        (_("Relations"), {"fields": [("parent", "pillar")]}),
        EVIDENCE,
    ]
    inlines = [PointInline, RatificationInline, DocumentFileInline]
    columns = ["kind", "text_state", dated("dated", _("date")), "unlinked"]
    change_form_template = "desk/document_form.html"
    list_filter = [
        "kind",
        "text_state",
        by_year("dated", _("année")),
        ("state", RelatedOnlyFieldListFilter),
        "pillar",
        ConfidenceFilter,
    ]
    search_texts = ["name", "other_names", "summary"]

    def get_urls(self):
        extraction = self.admin_site.admin_view(PointsView.as_view(desk=self))
        links = self.admin_site.admin_view(PointLinksView.as_view(desk=self))
        return [
            path("<uuid:pk>/points/", extraction, name="institutions_document_points"),
            path("<uuid:pk>/points/liens/", links, name="institutions_document_point_links"),
            *super().get_urls(),
        ]

    def listed(self, queryset):
        unlinked = unlinked_points().filter(document=OuterRef("pk")).order_by().values("document")
        counted = unlinked.annotate(number=Count("pk")).values("number")
        return super().listed(queryset).annotate(unlinked_points=Subquery(counted))

    @admin.display(description=_("points à relier"), empty_value="–", ordering="unlinked_points")
    def unlinked(self, document):
        """How many of its points no decision and no item of the roadmap takes up, with the way to link them."""
        if not document.unlinked_points:
            return None
        address = reverse("admin:institutions_document_point_links", args=[document.pk])
        return format_html('<a href="{}">{}</a>', address, document.unlinked_points)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["unlinked"] = unlinked_points([obj]).count() if obj else 0
        context["has_points"] = obj is not None and self.has_change_permission(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


@admin.register(Point)
class PointAdmin(PartAdmin):
    """Only for completion: points are edited with their document."""

    search_fields = ["text_fr__unaccent", "text_en__unaccent", "number", "document__name_fr__unaccent"]
    label_relations = ["document"]
