from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desk.record_admin import RecordAdmin
from summits.admin.knowledge import CONCERNED
from summits.models import Check


@admin.register(Check)
class CheckAdmin(RecordAdmin):
    """A plain form; its facts are refused a change at publication, as those of a step."""

    desk_rank = 11
    fieldsets = [
        (None, {"fields": ["key", "scope", ("pillar", "source"), ("looked_on", "covers_until"), "result", "text"]}),
        (_("Précisions"), {"fields": ["looked_in", "looked_for", "by_role"]}),
        (_("Fiches regardées"), {"fields": CONCERNED}),
    ]
    columns = ["scope", "pillar", "looked_on", "covers_until", "result"]
    list_filter = ["scope", "pillar", "result"]
    list_select_related = ["pillar"]
    search_texts = ["text", "looked_in", "looked_for"]
    ordering = ["-covers_until", "-looked_on"]
