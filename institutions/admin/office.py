from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.translation import gettext_lazy as _

from desk.forms.inlines import PartAdmin, StackedParts
from desk.record_admin import RecordAdmin
from institutions.models import Mandate, Office, Person
from sources.admin import EVIDENCE, ConfidenceFilter


class MandateInline(StackedParts):
    model = Mandate
    label_relations = ["person", "office"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("person", "on_behalf_of"),
                    ("started_on", "ended_on", "planned_end", "is_joint"),
                    "evidence",
                ]
            },
        ),
        (_("Précisions"), {"classes": ["collapse"], "fields": [("confidence", "as_of"), "note"]}),
    ]


@admin.register(Office)
class OfficeAdmin(RecordAdmin):
    desk_rank = 21
    fieldsets = [
        (None, {"fields": ["name", "slug", ("organ", "state"), ("rotates",)]}),
        (_("Textes"), {"fields": ["nominal_term", "summary"]}),
        EVIDENCE,
    ]
    inlines = [MandateInline]
    columns = ["organ", "state", "rotates"]
    list_filter = [("organ", RelatedOnlyFieldListFilter), ("state", RelatedOnlyFieldListFilter), "rotates"]
    list_select_related = ["organ", "state"]
    search_texts = ["name", "summary"]


@admin.register(Mandate)
class MandateAdmin(PartAdmin):
    """Only for completion: mandates are edited with their office."""

    search_fields = ["person__name__unaccent", "office__name_fr__unaccent", "office__name_en__unaccent"]
    label_relations = ["person", "office"]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    desk_rank = 22
    fieldsets = [
        (None, {"fields": ["name", "slug", "name_variants", "is_external"]}),
        (_("Fonction"), {"fields": ["role", "official_title", "rank"]}),
        EVIDENCE,
    ]
    prepopulated_fields = {"slug": ["name"]}
    columns = ["official_title", "is_external"]
    list_filter = ["is_external", ConfidenceFilter]
    search_texts = ["name", "role", "official_title"]
