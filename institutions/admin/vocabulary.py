from django.contrib import admin
from django.forms import CheckboxSelectMultiple, MultipleChoiceField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from desk.forms.inlines import StackedParts
from desk.record_admin import RecordAdmin
from institutions.models import ExternalMembership, GlossaryTerm, Pillar, Place, State, Status
from sources.admin import EVIDENCE


class TermAdmin(RecordAdmin):
    """Vocabulary: short, ordered by hand."""

    prepopulated_fields = {"key": ["name_fr"]}
    search_texts = ["name", "definition"]
    ordering = ["position", "key"]
    columns = ["key", "position"]


@admin.register(Pillar)
class PillarAdmin(TermAdmin):
    desk_rank = 26
    is_short = True
    fieldsets = [
        (None, {"fields": ["name", "definition", ("key", "position"), "is_working"]}),
        (_("Preuves"), {"fields": ["evidence", "confidence"]}),
    ]
    columns = ["key", "position", "is_working"]


@admin.register(Status)
class StatusAdmin(TermAdmin):
    desk_rank = 27
    is_short = True
    fieldsets = [
        (None, {"fields": ["name", "definition", ("key", "position")]}),
        (_("Emploi"), {"fields": ["ledgers", "family", "is_terminal", ("axis", "text_stage", "deed_stage")]}),
    ]
    columns = ["key", "family", "axis", "text_stage", "deed_stage", "position"]
    list_filter = ["family", "is_terminal"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "ledgers":
            label = capfirst(db_field.verbose_name)
            return MultipleChoiceField(label=label, choices=Status.Ledger.choices, widget=CheckboxSelectMultiple)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(TermAdmin):
    desk_rank = 28
    is_short = True
    fieldsets = [(None, {"fields": ["name", "definition", ("key", "position")]})]


@admin.register(Place)
class PlaceAdmin(TermAdmin):
    desk_rank = 25
    fieldsets = [
        (None, {"fields": ["name", "definition", ("key", "position"), ("state", "zone")]}),
        (_("Preuves"), {"fields": ["evidence", "confidence"]}),
    ]
    columns = ["state", "zone"]
    list_filter = ["state"]
    list_select_related = ["state"]


class ExternalMembershipInline(StackedParts):
    model = ExternalMembership
    fieldsets = [(None, {"fields": ["body", ("act", "dated"), ("evidence", "confidence")]})]


@admin.register(State)
class StateAdmin(RecordAdmin):
    desk_rank = 24
    is_short = True
    fieldsets = [
        (None, {"fields": ["name", "official_name", ("code", "slug")]}),
        (_("Faits"), {"fields": ["capital"]}),
        (_("Texte"), {"fields": ["membership"]}),
        EVIDENCE,
    ]
    inlines = [ExternalMembershipInline]
    columns = ["code", "capital"]
    list_select_related = ["capital"]
    search_texts = ["name", "official_name", "membership"]
