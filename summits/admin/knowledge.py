from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desk.record_admin import RecordAdmin
from sources.admin import EVIDENCE, ConfidenceFilter, by_year, dated
from summits.models import Conflict, Gap, Milestone, Statement, Topic

CONCERNED = [
    "meetings",
    "decisions",
    "roadmap_items",
    "documents",
    "organs",
    "offices",
    "persons",
    "states",
]
CONCERNING = (
    _("Fiches concernées"),
    {
        "fields": CONCERNED,
        "description": _(
            "Elles doivent être en ligne ou paraître avec celle-ci ; celle-ci ne bloque jamais leur publication."
        ),
    },
)


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    desk_rank = 6
    fieldsets = [(None, {"fields": ["name", ("occurred", "slug")]}), CONCERNING, EVIDENCE]
    columns = [dated("occurred", _("date"))]
    list_filter = [by_year("occurred", _("année")), ConfidenceFilter]
    search_texts = ["name", "note"]


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    desk_rank = 10
    fieldsets = [(None, {"fields": ["name", "definition", ("since", "slug")]}), CONCERNING, EVIDENCE]
    columns = [dated("since", _("depuis"))]
    list_filter = [ConfidenceFilter]
    search_texts = ["name", "definition"]


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    desk_rank = 7
    fieldsets = [(None, {"fields": ["text", "attributed_to", "slug"]}), CONCERNING, EVIDENCE]
    columns = ["attributed_to"]
    list_filter = [ConfidenceFilter]
    search_texts = ["text", "attributed_to"]


@admin.register(Conflict)
class ConflictAdmin(RecordAdmin):
    desk_rank = 8
    fieldsets = [(None, {"fields": ["name", "text", "retained", "slug"]}), CONCERNING, EVIDENCE]
    list_filter = [ConfidenceFilter]
    search_texts = ["name", "text", "retained"]


@admin.register(Gap)
class GapAdmin(RecordAdmin):
    desk_rank = 9
    fieldsets = [(None, {"fields": ["text", "slug"]}), CONCERNING, EVIDENCE]
    list_filter = [ConfidenceFilter]
    search_texts = ["text", "note"]
