from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desk.forms.concurrent_editing import rows
from desk.forms.inlines import StackedParts
from desk.record_admin import RecordAdmin, RecordForm
from institutions.admin.ledger import LedgerColumns, StatusFilter, StepInline
from institutions.models import Status
from sources.admin import EVIDENCE, ConfidenceFilter, by_year, dated
from summits.models import AgendaItem, Attendance, Meeting, MeetingStep, Summit


class AgendaInline(StackedParts):
    model = AgendaItem
    fieldsets = [
        (None, {"fields": [("number", "list"), "text", "outcome"]}),
        (_("Liens et preuves"), {"classes": ["collapse"], "fields": ["decisions", ("evidence", "confidence")]}),
    ]


class AttendanceInline(StackedParts):
    model = Attendance
    label_relations = ["person"]
    fieldsets = [
        (None, {"fields": [("person", "state"), ("capacity", "represents")]}),
        (_("Précisions"), {"classes": ["collapse"], "fields": ["note", ("evidence", "confidence")]}),
    ]


class MeetingStepInline(StepInline):
    model = MeetingStep
    ledger = Status.Ledger.MEETING
    dates = ("foreseen",)


class SessionAdmin(LedgerColumns, RecordAdmin):
    """What summits and other meetings have in common."""

    has_bundle = True
    ledger = Status.Ledger.MEETING
    steps = MeetingStep
    inlines = [MeetingStepInline, AgendaInline, AttendanceInline]
    facts = [
        "held",
        "date_note",
        ("session_on", "opens_at", "closes_at"),
        ("place", "state"),
        "venue",
    ]
    texts = (_("Textes"), {"fields": ["theme", "summary", "introduction"]})
    relations = (_("Relations"), {"fields": [("prepares", "follows"), "documents", "pillar"]})
    search_texts = ["name", "theme", "summary"]
    list_select_related = ["place", "organ"]


class SummitForm(RecordForm):
    """The form does not ask for the level, on which the number of the session depends."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.level = Meeting.Level.SUMMIT

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"level"}  # type: ignore[misc]  # that of the form beside it


@admin.register(Summit)
class SummitAdmin(SessionAdmin):
    form = SummitForm
    desk_rank = 1
    fieldsets = [
        (None, {"fields": ["name", ("number", "slug"), "organ", "body_as_stated"]}),
        (_("Date et lieu"), {"fields": SessionAdmin.facts}),
        SessionAdmin.texts,
        SessionAdmin.relations,
        EVIDENCE,
    ]
    columns = ["number", dated("held", _("date")), "place", "status"]
    list_filter = [StatusFilter, by_year("held", _("année")), "state", ConfidenceFilter]


@admin.register(Meeting)
class MeetingAdmin(SessionAdmin):
    """Meetings of every level; summits have their own list, and the same form under their own name."""

    desk_rank = 2
    fieldsets = [
        (None, {"fields": ["name", ("level", "number", "slug"), "organ", "body_as_stated"]}),
        (_("Date et lieu"), {"fields": SessionAdmin.facts}),
        SessionAdmin.texts,
        SessionAdmin.relations,
        EVIDENCE,
    ]
    columns = ["level", "organ", dated("held", _("date")), "place", "status"]
    list_filter = [
        "level",
        ("organ", RelatedOnlyFieldListFilter),
        StatusFilter,
        by_year("held", _("année")),
        "pillar",
        "state",
        ConfidenceFilter,
    ]

    def listed(self, queryset):
        return super().listed(queryset).exclude(level=Meeting.Level.SUMMIT)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "GET" and rows(Meeting, object_id).filter(level=Meeting.Level.SUMMIT).exists():
            address = reverse("admin:summits_summit_change", args=[object_id])
            return redirect(f"{address}?{request.GET.urlencode()}")
        return super().change_view(request, object_id, form_url, extra_context)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "level":
            kwargs["choices"] = [choice for choice in db_field.get_choices() if choice[0] != Meeting.Level.SUMMIT]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
