from django import forms
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.translation import gettext_lazy as _

from archive.forms import KeepsCopy
from archive.uploads import UploadField
from institutions.models import Document, DocumentFile, Point, Ratification
from publishing.admin import PartAdmin, RecordAdmin, StackedParts
from sources.admin import EVIDENCE, ConfidenceFilter, by_year, dated


class DocumentFileForm(KeepsCopy, forms.ModelForm):
    """One language of a document: a file sent says itself what it is."""

    upload = UploadField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["media_type"].required = False


class DocumentFileInline(StackedParts):
    model = DocumentFile
    form = DocumentFileForm
    fieldsets = [(None, {"fields": [("language", "url"), "upload", ("media_type", "size", "pages"), "sha256"]})]


class PointInline(StackedParts):
    model = Point
    fieldsets = [
        (None, {"fields": [("position", "number", "kind"), "text", ("evidence", "confidence")]}),
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
    columns = ["kind", "text_state", dated("dated", _("date"))]
    list_filter = [
        "kind",
        "text_state",
        by_year("dated", _("année")),
        ("state", RelatedOnlyFieldListFilter),
        "pillar",
        ConfidenceFilter,
    ]
    search_texts = ["name", "other_names", "summary"]


@admin.register(Point)
class PointAdmin(PartAdmin):
    """Only for completion: points are edited with their document."""

    search_fields = ["text_fr__unaccent", "text_en__unaccent", "number", "document__name_fr__unaccent"]
    label_relations = ["document"]
