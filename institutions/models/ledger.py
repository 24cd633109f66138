"""Ledgers: a status is never a field, it is the latest of a series of dated, sourced steps."""

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from institutions.models.stages import Axis
from institutions.models.vocabulary import Status
from publishing.models import CurrentStatusRow, Part, StepChange, localized_plain_text
from sources.dates import PartialDateField
from sources.models import Evidenced


class Grade(models.TextChoices):
    """How directly the source knows the fact."""

    OFFICIAL_TEXT = "official_text", _("texte officiel")
    OFFICIAL_STATEMENT = "official_statement", _("déclaration officielle")
    PRESS = "press", _("agence ou presse")
    OBSERVED = "observed", _("constaté par le registre")


class Step(Evidenced, Part):
    """One dated change of status, kept for ever once published; a wrong one is corrected by another."""

    immutable_fields: tuple[str, ...] = ("status", "occurred", "stated_on", "corrects")
    dates_not_in_future = ("stated_on",)

    status = models.ForeignKey(Status, models.PROTECT, related_name="+", verbose_name=_("statut"))
    occurred = PartialDateField(_("date du fait"), help_text=_("Quand cela s’est produit ; vide si on l’ignore."))
    stated_on = PartialDateField(_("date de l’énoncé"), help_text=_("Quand la source l’a dit."))
    axis = models.CharField(
        _("axe"),
        max_length=4,
        choices=Axis,
        blank=True,
        help_text=_("Vide : celui du statut. Un classement, qui se précise aussi après la publication."),
    )
    recorded_at = models.DateTimeField(_("enregistré le"), default=timezone.now, editable=False)
    date_note = models.CharField(_("précision sur la date"), max_length=300, blank=True)
    text = models.TextField(_("énoncé"), help_text=_("Ce qui s’est passé, en une phrase."))
    scope = models.CharField(
        _("portée partielle"),
        max_length=200,
        blank=True,
        help_text=_("Si l’étape ne concerne qu’une partie : laquelle. L’ensemble ne change alors pas de statut."),
    )
    grade = models.CharField(_("degré de preuve"), max_length=20, choices=Grade, blank=True)
    is_contested = models.BooleanField(
        _("contestée"), default=False, help_text=_("Une autre source sourcée dit le contraire.")
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrige l’étape"),
    )

    class Meta(Part.Meta):
        abstract = True
        ordering = ["occurred_last", "stated_on_last", "recorded_at"]

    def __str__(self):
        return self.text or str(self.pk)

    @property
    def rank(self) -> tuple[bool, date, date, datetime]:
        """Its place in the ledger: a step that found no trace never outranks a sourced one."""
        return (
            not self.status.is_absence,
            self.occurred.last if self.occurred else date.min,
            self.stated_on.last if self.stated_on else date.min,
            self.recorded_at,
        )

    @property
    def answers(self) -> str:
        """The question it answers; blank of a meeting, which has no axes."""
        return self.axis or self.status.axis

    @property
    def stage(self) -> int:
        """How far it says that things have come on its axis; 0 for a mark."""
        return (self.status.deed_stage if self.answers == Axis.DEED else self.status.text_stage) or 0

    def step_change(self, language: str, previous: Status | None = None) -> StepChange:
        """The step as the change log tells it, in the place of the status before it."""
        state = getattr(self, "state", None)
        with override(language):
            return StepChange(
                text=self.text_in("text", language),
                corrects=self.corrects_id,  # type: ignore[attr-defined]  # each kind of step has its own
                statuses=(self.status.key,),
                states=(state.code,) if state else (),
                status=str(self.status),
                previous=str(previous or ""),
                state=str(state or ""),
                day=self.occurred.as_words(language) if self.occurred else "",
            )

    def date_faults(self, begun: date | None) -> list[str]:
        """Its dates that cannot be: done in the future, or before `begun`, the first day of what it is a step of."""
        words = {"step": self.text or str(self.pk)}
        if self.status.family in {Status.Family.EXPECTED, Status.Family.ABSENT} or not self.occurred:
            return []
        if self.occurred.first > timezone.localdate():
            return [gettext("l’étape « %(step)s » est datée dans l’avenir, mais n’est pas une attente.") % words]
        if begun and self.status.family == Status.Family.DONE and self.occurred.last < begun:
            return [gettext("l’étape « %(step)s » est antérieure à la fiche.") % words]
        return []

    def publication_errors(self) -> list[str]:
        """Why the step may not be published yet, in words."""
        label = self.text or str(self.pk)
        if self.status.is_absence and not (self.occurred or self.stated_on):
            return [
                gettext("L’étape « %(step)s » dit qu’aucune trace n’a été trouvée : datez la recherche.")
                % {"step": label}
            ]
        if not self.status.is_absence and not self.evidence.all():
            return [
                gettext("L’étape « %(step)s » n’a pas de preuve : citez au moins un passage d’une source.")
                % {"step": label}
            ]
        return []


class StateStep(Step):
    """A step that may concern one member state only."""

    immutable_fields = (*Step.immutable_fields, "state")

    state = models.ForeignKey(
        "institutions.State",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("État"),
        help_text=_("Vide : l’étape vaut pour la Confédération entière."),
    )

    class Meta(Step.Meta):
        abstract = True


def uncorrected(steps) -> list:
    """Those of the steps that none of the others corrects."""
    corrected = {step.corrects_id for step in steps if step.corrects_id}
    return [step for step in steps if step.pk not in corrected]


class Ledger:
    """The steps of one record, fetched with their statuses; answers what the current status is."""

    def __init__(self, steps):
        self.steps = sorted(steps, key=lambda step: step.rank[1:])
        self._standing = sorted((step for step in uncorrected(steps) if not step.scope), key=lambda step: step.rank)

    def current(self, state_id=None):
        """The latest uncorrected, complete step of that state, or of the Confederation."""
        return next((s for s in reversed(self._standing) if getattr(s, "state_id", None) == state_id), None)

    @property
    def whole(self) -> list[Step]:
        """The uncorrected, complete steps of the Confederation, the current one last."""
        return [step for step in self._standing if getattr(step, "state_id", None) is None]

    def current_statuses(self) -> list[CurrentStatusRow]:
        """The current status as a whole and for each state that has one of its own."""
        states = {getattr(step, "state_id", None) for step in self._standing}
        return [
            CurrentStatusRow(
                status_id=step.status_id, step_id=step.pk, since=str(step.occurred or ""), state_id=state_id
            )
            for state_id in sorted(states, key=str)
            if (step := self.current(state_id))
        ]

    def statuses(self) -> tuple[str, ...]:
        """Keys of the current statuses."""
        return tuple(dict.fromkeys(s.status.key for s in (self.current(None),) if s))

    def step_changes(self, language: str) -> dict[UUID, StepChange]:
        """The steps told in that language, by key."""
        told = [step for step in self.steps if step.text_in("text", language)]
        return {step.pk: step.step_change(language, self.status_before(step)) for step in told}

    def status_before(self, step) -> Status | None:
        """The status that the step takes the place of, as a whole or for its state.

        A partial step takes none's, nor does one that is less far than what stood on its axis.
        """
        if step not in self._standing:
            return None
        state_id = getattr(step, "state_id", None)
        earlier = self._standing[: self._standing.index(step)]
        before = [s for s in earlier if getattr(s, "state_id", None) == state_id and s.answers == step.answers]
        if not step.answers:
            return before[-1].status if before else None
        highest = max(reversed(before), key=lambda other: other.stage, default=None)
        return highest.status if highest and step.stage >= highest.stage else None

    def errors(self) -> list[str]:
        """What keeps any of the steps from being published."""
        errors = [problem for step in self.steps for problem in step.publication_errors()]
        return errors + [
            gettext("L’étape « %(step)s » ne peut corriger qu’une autre étape de la même fiche.") % {"step": str(step)}
            for step in self.steps
            if step.corrects_id and not self.may_correct(step)
        ]

    def may_correct(self, step) -> bool:
        """Whether what the step corrects is another one of this ledger."""
        return step.corrects_id in {other.pk for other in self.steps} - {step.pk}


class Followed(models.Model):
    """A record whose statuses are read from its steps, the part with the related name `steps`.

    `begun` is the first day on which a step can have happened, if the record knows it.
    """

    begun: date | None = None

    class Meta:
        abstract = True

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.steps.all())  # type: ignore[attr-defined]  # each type has its own

    def current_statuses(self):
        return self.ledger.current_statuses()

    def step_changes(self, language):
        return self.ledger.step_changes(language)

    def publication_errors(self):
        return self.ledger.errors()

    def errors(self):
        return [fault for step in self.ledger.steps for fault in step.date_faults(self.begun)]

    @property
    def current_step(self):
        return self.ledger.current()

    @property
    def status_text(self):
        step = self.current_step
        return localized_plain_text(step.status, "name") if step else ""
