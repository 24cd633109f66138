from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.translation import gettext_lazy as _

from desk.forms.inlines import StackedParts
from desk.record_admin import RecordAdmin
from institutions.admin.ledger import LedgerColumns, StatusFilter, StepInline
from institutions.models import Status
from sources.admin import EVIDENCE, ConfidenceFilter, dated
from summits.models import Deadline, DecisionLink, DocumentLink, Roadmap, RoadmapItem, RoadmapStep


class RoadmapStepInline(StepInline):
    model = RoadmapStep
    ledger = Status.Ledger.ROADMAP
    facts = (("state", "strength"),)


class DeadlineInline(StackedParts):
    model = Deadline
    fieldsets = [(None, {"fields": [("due", "stated_on"), ("text", "revises"), ("evidence", "confidence")]})]


class DecisionLinkInline(StackedParts):
    model = DecisionLink
    fieldsets = [(None, {"fields": [("decision", "extent"), "scope", ("evidence", "confidence")]})]


class DocumentLinkInline(StackedParts):
    model = DocumentLink
    fieldsets = [(None, {"fields": [("document", "extent"), "scope", ("evidence", "confidence")]})]


@admin.register(RoadmapItem)
class RoadmapItemAdmin(LedgerColumns, RecordAdmin):
    desk_rank = 4
    ledger = Status.Ledger.ROADMAP
    steps = RoadmapStep
    fieldsets = [
        (None, {"fields": ["name", ("pillar", "organ"), ("roadmap", "slug")]}),
        (_("Texte"), {"fields": ["summary"]}),
        (
            _("Relations"),
            {"fields": [("subject", "part_of"), "points", "related_organs", ("expected_at",), "depends_on"]},
        ),
        EVIDENCE,
    ]
    inlines = [RoadmapStepInline, DeadlineInline, DecisionLinkInline, DocumentLinkInline]
    columns = ["pillar", "organ", "roadmap", "status"]
    list_filter = [
        "pillar",
        ("organ", RelatedOnlyFieldListFilter),
        ("roadmap", RelatedOnlyFieldListFilter),
        StatusFilter,
        ConfidenceFilter,
    ]
    list_select_related = ["pillar", "organ", "roadmap"]
    search_texts = ["name", "summary"]


@admin.register(Roadmap)
class RoadmapAdmin(RecordAdmin):
    desk_rank = 5
    fieldsets = [
        (None, {"fields": ["name", "slug", ("mandate", "document"), "period"]}),
        (_("Texte"), {"fields": ["summary"]}),
        EVIDENCE,
    ]
    columns = [dated("period", _("période")), "mandate"]
    list_select_related = ["mandate__person", "mandate__office"]
    search_texts = ["name", "summary"]
