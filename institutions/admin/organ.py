from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.translation import gettext_lazy as _

from desk.forms.inlines import StackedParts, TabularParts
from desk.record_admin import RecordAdmin
from institutions.admin.ledger import LedgerColumns, StatusFilter, StepInline
from institutions.models import Competence, Organ, OrganName, OrganStep, Status
from sources.admin import EVIDENCE, ConfidenceFilter


class OrganStepInline(StepInline):
    model = OrganStep
    ledger = Status.Ledger.ORGAN
    facts = ("document",)


class OrganNameInline(TabularParts):
    model = OrganName
    fields = ["name", "kind", "evidence", "confidence"]


class CompetenceInline(StackedParts):
    model = Competence
    fieldsets = [
        (
            None,
            {"fields": [("position", "holder"), "domain", "legal_basis", ("evidence", "confidence")]},
        )
    ]


@admin.register(Organ)
class OrganAdmin(LedgerColumns, RecordAdmin):
    desk_rank = 20
    ledger = Status.Ledger.ORGAN
    steps = OrganStep
    fieldsets = [
        (None, {"fields": ["name", "acronym", ("level", "slug")]}),
        (
            _("Place"),
            {"fields": [("parent", "parent_is_inferred"), "succeeds", "state", "seat", "legal_nature"]},
        ),
        (_("Textes"), {"fields": ["summary", "name_meaning", "procedure", "aim", "attributed_to"]}),
        (
            _("Capital"),
            {
                "classes": ["collapse"],
                "fields": [("initial_capital", "initial_capital_currency"), "initial_capital_note"],
            },
        ),
        (_("Textes fondateurs"), {"fields": ["legal_basis"]}),
        EVIDENCE,
    ]
    inlines = [OrganStepInline, OrganNameInline, CompetenceInline]
    columns = ["acronym", "level", "status"]
    list_filter = ["level", StatusFilter, ("state", RelatedOnlyFieldListFilter), ConfidenceFilter]
    search_texts = ["name", "acronym", "summary"]
