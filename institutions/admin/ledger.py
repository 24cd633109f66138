"""Ledgers on the desk: steps as inlines, and the status that follows from them in lists."""

from django.contrib import admin
from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from desk.forms.inlines import StackedParts
from institutions.models import Status
from publishing.models import active_language
from publishing.registry import column_of

STATUS_HELP = _(
    "Le statut de la fiche découle de ses étapes. Une étape n’est publiée qu’avec une preuve ;"
    " ensuite, ses faits ne changent plus."
)


class StepInline(StackedParts):
    """Steps of a record: facts first, then wording, evidence, and what is rarely needed."""

    ledger: str
    dates: tuple[str, ...] = ()
    facts: tuple = ()
    verbose_name = _("étape")

    @property
    def fieldsets(self):  # type: ignore[override]  # made of what each says
        facts = [("status", "occurred", "stated_on", *self.dates), *self.facts, "text", "evidence"]
        details = [("axis", "grade", "confidence", "is_contested"), "scope", "date_note", "corrects"]
        return [
            (None, {"fields": facts}),
            (_("Précisions"), {"classes": ["collapse"], "fields": details}),
        ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "status":
            kwargs["help_text"] = STATUS_HELP
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_field_queryset(self, db, db_field, request):
        queryset = super().get_field_queryset(db, db_field, request)
        return queryset.filter(ledgers__contains=[self.ledger]) if db_field.name == "status" else queryset


def standing_steps(steps):
    """The steps of the outer record that may give its status, the one that does first: `Ledger.current()` in SQL."""
    whole = {"state__isnull": True} if hasattr(steps, "state") else {}
    mine = steps.objects.filter(**{steps.owner_field: OuterRef("pk")}, scope_fr="", corrections__isnull=True, **whole)
    return mine.order_by(
        Case(When(status__family=Status.Family.ABSENT, then=1), default=0),
        F("occurred_last").desc(nulls_last=True),
        F("stated_on_last").desc(nulls_last=True),
        "-recorded_at",
    )


class StatusFilter(admin.SimpleListFilter):
    """By the status a record has now, as a whole."""

    title = _("statut")
    parameter_name = "statut"

    def lookups(self, request, model_admin):
        used = Status.objects.filter(pk__in=model_admin.steps.objects.values("status"))
        return [(status.key, str(status)) for status in used]

    def queryset(self, request, queryset):
        return queryset.filter(current_status=self.value()) if self.value() else queryset


class LedgerColumns:
    """A record admin whose list says the status that follows from the steps."""

    ledger: str
    steps: type

    def listed(self, queryset):
        steps, name = standing_steps(self.steps), f"status__{column_of('name', active_language())}"
        wording = Coalesce(NullIf(F(name), Value("")), F("status__name_fr"), output_field=CharField())
        return (
            super()  # type: ignore[misc]  # that of RecordAdmin beside it
            .listed(queryset)
            .annotate(
                current_status=Subquery(steps.values("status__key")[:1]),
                current_status_name=Subquery(steps.annotate(wording=wording).values("wording")[:1]),
            )
        )

    @admin.display(description=_("statut"), ordering="current_status", empty_value="–")
    def status(self, record):
        return record.current_status_name
