from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.translation import gettext_lazy as _

from desk.record_admin import RecordAdmin
from institutions.admin.ledger import LedgerColumns, StatusFilter, StepInline
from institutions.models import Status
from sources.admin import EVIDENCE, ConfidenceFilter, by_year, dated
from summits.models import Decision, DecisionStep


class DecisionStepInline(StepInline):
    model = DecisionStep
    ledger = Status.Ledger.DECISION
    facts = (("organ", "meeting", "state"), ("resulting_decision", "fulfilment"))


@admin.register(Decision)
class DecisionAdmin(LedgerColumns, RecordAdmin):
    desk_rank = 3
    ledger = Status.Ledger.DECISION
    steps = DecisionStep
    fieldsets = [
        (None, {"fields": ["name", ("organ", "meeting"), "body_as_stated", ("pillar", "slug")]}),
        (_("Annonce et dates"), {"fields": ["modality", ("decided", "effective"), "date_note"]}),
        (_("Textes"), {"fields": ["text", "legal_note"]}),
        (
            _("Relations"),
            {"fields": ["documents", "legal_basis", "points", "mandates", "amends", "possible_outcomes"]},
        ),
        EVIDENCE,
    ]
    inlines = [DecisionStepInline]
    columns = ["organ", dated("decided", _("décidée")), "pillar", "status"]
    list_filter = [
        "pillar",
        ("organ", RelatedOnlyFieldListFilter),
        StatusFilter,
        by_year("decided", _("année")),
        ConfidenceFilter,
    ]
    list_select_related = ["organ", "pillar"]
    search_texts = ["name", "text", "body_as_stated"]
