"""Member states, and what stands where in each of them."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from institutions.models import Mandate, Ratification, State
from institutions.models.ledger import StateStep
from institutions.record_views import ConcernedDetailView
from publishing.deferral import defer_other_languages
from publishing.models import active_language
from publishing.registry import RECORD_TYPES
from publishing.views import RecordListView


class StateListView(RecordListView):
    """The member states."""

    model = State
    extra_context = {"description": _("Les États de la Confédération, et ce que le registre sait de chacun.")}

    def get_queryset(self):
        return super().get_queryset().select_related("capital")


class StateDetailView(ConcernedDetailView):
    """A member state: who acts for it, what it ratified, what the ledgers say of it."""

    model = State
    sourced_parts = {"external_memberships": ()}

    def get_queryset(self):
        mandates = Mandate.objects.select_related("person", "office").order_by("-started_on")
        acts = Ratification.objects.select_related("document").order_by("-dated_last")
        return (
            super()
            .get_queryset()
            .select_related("capital")
            .prefetch_related(
                Prefetch("mandates", mandates),
                Prefetch("ratifications", acts),
                "organs",
                "documents",
                "hosted_meetings",
            )
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(ledgers=ledgers_in(self.object), **kwargs)


def ledgers_in(state) -> list:
    """For each kind of record followed state by state: its name, and the latest step of each in this one.

    Which step that is, is read as of any ledger: neither a corrected step nor a partial one.
    """
    ledgers = []
    for model in state_step_models():
        steps = model.objects.filter(state=state, corrections=None, scope_fr="")
        steps = defer_other_languages(steps.select_related("status", model.owner_field), active_language())
        latest = {}
        for step in sorted(steps, key=lambda step: step.rank):
            latest[getattr(step, model.owner_field)] = step
        owner = model._meta.get_field(model.owner_field).related_model
        if latest:
            ledgers.append((owner._meta.verbose_name_plural, list(latest.items())))
    return ledgers


def state_step_models() -> list:
    """The steps that may concern one state only, whatever record they are part of."""
    parts = [part for record_type in RECORD_TYPES.values() for part in record_type.parts]
    return [part for part in parts if issubclass(part, StateStep)]
