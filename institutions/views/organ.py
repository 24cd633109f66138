"""Organs: the organigram, and the birth certificate of each."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from institutions.models import Competence, Office, Organ, Status
from institutions.models.ledger import uncorrected
from institutions.organigram import draw, organigram
from institutions.record_views import HeadlineDetailView
from institutions.terms import line_of_terms, terms_of
from publishing.models import localized_text
from publishing.views import RecordListView

DECISIONS_SHOWN = 50


class OrganListView(RecordListView):
    """The organigram, level by level; organs without a parent on their level are its roots."""

    model = Organ
    page_size = None
    extra_context = {
        "description": _(
            "Qui se réunit, qui décide, qui exécute : des unions aux structures nationales, avec l’état où "
            "chaque organe se trouve."
        )
    }

    def get_queryset(self):
        return super().get_queryset().select_related("state").with_statuses()

    def get_context_data(self, **kwargs):
        levels = organigram(self.object_list)
        roots = [root for _title, trees in levels for root in trees]
        return super().get_context_data(levels=levels, drawing=draw(roots, short_name), **kwargs)


def short_name(organ) -> str:
    return localized_text(organ, "name")[0]


class OrganDetailView(HeadlineDetailView):
    """An organ: how it came to be, what founds it, who sits in it, what it decided and must do."""

    model = Organ
    sourced_parts = {"steps": ("status", "document"), "names": (), "competences": ()}

    def get_queryset(self):
        offices = Office.objects.prefetch_related("mandates__person", "mandates__on_behalf_of")
        return (
            super()
            .get_queryset()
            .select_related("parent", "succeeds", "state")
            .with_items()
            .prefetch_related(
                "children",
                "successors",
                "legal_basis",
                "submissions",
                "decision_steps__decision",
                "meetings",
                Prefetch("decisions", latest_decisions(), to_attr="latest_decisions"),
                Prefetch("roadmap_items", items_with_statuses()),
                Prefetch("related_roadmap_items", items_with_statuses()),
                Prefetch("offices", offices),
            )
        )

    def get_context_data(self, **kwargs):
        offices = self.object.offices.all()
        line = line_of_terms(mandate for office in offices for mandate in office.mandates.all())
        return super().get_context_data(
            examined=decisions_examined_by(self.object),
            birth=birth_of(self.object),
            decisions_shown=DECISIONS_SHOWN,
            line=line,
            offices=[(office, terms_of(office.mandates.all(), line)) for office in offices],
            competences=competences_of(self.object),
            **kwargs,
        )


def latest_decisions():
    """The first page of its decisions, whoever decides a thousand: the list has them all."""
    decision: Any = Organ._meta.get_field("decisions").related_model
    return decision.objects.with_statuses()[:DECISIONS_SHOWN]


def items_with_statuses():
    item: Any = Organ._meta.get_field("roadmap_items").related_model
    return item.objects.with_statuses()


def birth_of(organ) -> list:
    """The steps by which it came to be: of the whole, found, none corrected since, each status once."""
    steps = [step for step in uncorrected(organ.ledger.steps) if not step.scope and not step.status.is_absence]
    first: dict = {}
    for step in sorted(steps, key=day_of):
        first.setdefault(step.status_id, step)
    return [step for step in first.values() if step.status.family != Status.Family.STOPPED]


def day_of(step) -> date:
    """When it occurred, else when it was said; what is neither comes last."""
    known = step.occurred or step.stated_on
    return known.first if known else date.max


def competences_of(organ) -> list:
    """Per holder in order: its name and the domains; none at all where nothing is said and none is expected."""
    held: dict[str, list] = {str(label): [] for label in Competence.Holder.labels}
    for competence in organ.competences.all():
        held[competence.get_holder_display()].append(competence)
    is_expected = organ.level == Organ.Level.UNION
    return list(held.items()) if is_expected or any(held.values()) else []


def decisions_examined_by(organ) -> list:
    """Decisions of others that a step led through the organ, each once."""
    decisions = {step.decision_id: step.decision for step in organ.decision_steps.all()}
    return [decision for decision in decisions.values() if decision.organ_id != organ.pk]
