"""Decisions, expected or taken, and their route through the organs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Document, Mandate, Organ, Pillar, Point
from institutions.models.ledger import Followed, StateStep
from publishing.models import (
    SCHEMA_ORG,
    Brief,
    CitedAs,
    Facets,
    Mention,
    Record,
    SearchText,
    localized_plain_text,
    title_of,
)
from publishing.querysets import RecordQuerySet
from publishing.registry import publishable
from publishing.rich.fields import RichTextField
from sources.dates import PartialDateField
from sources.models import Attested
from summits.models.meeting import Meeting


class DecisionQuerySet(RecordQuerySet):
    """Decisions, expected or taken."""

    def with_statuses(self):
        """With the steps from which the current status is read, and what came of them."""
        steps = DecisionStep.objects.select_related("status", "state", "resulting_decision")
        return self.select_related("pillar", "organ").prefetch_related(models.Prefetch("steps", steps))


@publishable(parts=["DecisionStep"])
class Decision(Attested, Followed, Record):
    """What an organ decides, or is expected to decide.

    An expected decision keeps the announcement and its modality for ever; what
    came of it is a later step.
    """

    reference_prefix = "D"
    list_view = "summits:decision-list"
    detail_view = "summits:decision-detail"
    own_date_field = "decided"
    calendar_filter = None

    name = models.CharField(_("intitulé"), max_length=300)
    text = RichTextField(_("texte"), blank=True)
    modality = models.CharField(
        _("modalité de l’annonce"),
        max_length=160,
        blank=True,
        help_text=_("La force du verbe de l’annonce : « doit », « devrait », « prévu », « potentiellement »."),
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("organe")
    )
    body_as_stated = models.CharField(_("auteur tel que cité"), max_length=240, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("réunion")
    )
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("pilier")
    )
    decided = PartialDateField(_("date de la décision"), help_text=_("Vide tant que la décision n’est qu’attendue."))
    effective = PartialDateField(_("prise d’effet"))
    date_note = models.CharField(_("précision sur la date"), max_length=300, blank=True)
    legal_note = RichTextField(_("remarque juridique"), blank=True)
    documents = models.ManyToManyField(Document, blank=True, related_name="decisions", verbose_name=_("textes"))
    legal_basis = models.ManyToManyField(
        Document, blank=True, related_name="based_decisions", verbose_name=_("fondement juridique")
    )
    points = models.ManyToManyField(Point, blank=True, related_name="decisions", verbose_name=_("points"))
    mandates = models.ManyToManyField(Mandate, blank=True, related_name="decisions", verbose_name=_("mandats confiés"))
    possible_outcomes = models.ManyToManyField(
        Document,
        blank=True,
        related_name="possibly_fulfilled_decisions",
        verbose_name=_("suites possibles, non établies"),
    )
    amends = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="amended_by", verbose_name=_("modifie")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ["-decided_last", "reference"]

    @property
    def address(self):
        return self.reference

    @property
    def day(self):
        stated = self.decided or self.as_of
        return stated.last if stated else None

    @property
    def begun(self):  # type: ignore[override]  # each record has its own
        return self.decided.first if self.decided else None

    @property
    def year(self):
        return self.day.year if self.day else None

    def search_text(self, language):
        steps = "\n".join(step.text_in("text", language) for step in self.steps.all())
        return SearchText(
            title=self.text_in("name", language),
            summary=self.plain_text_in("text", language),
            body=f"{self.reference}\n{steps}",
        )

    def facets(self):
        return Facets(
            pillar=self.pillar.key if self.pillar else "",
            organs=(self.organ.slug,) if self.organ else (),
            statuses=self.ledger.statuses(),
            year=self.year,
        )

    @property
    def cited_as(self):  # type: ignore[override]  # each record has its own
        """Legislation once it has its own date and a status that says it was taken."""
        was_taken = self.decided and self.current_step and not self.current_step.status.is_undone
        return CitedAs.LEGISLATION if was_taken else CitedAs.PAGE

    @property
    def author(self):
        return title_of(self.organ) or localized_plain_text(self, "body_as_stated")

    def brief(self):
        legal_basis, documents = (next(iter(texts.all()), None) for texts in (self.legal_basis, self.documents))
        return Brief(
            said=localized_plain_text(self, "text"),
            who=self.author,
            under=title_of(legal_basis) or title_of(documents),
            modality=localized_plain_text(self, "modality"),
        )

    def structured_data(self):
        described = {"description": localized_plain_text(self, "text")}
        if self.cited_as is not CitedAs.LEGISLATION:
            return described
        in_force = any(step.status.key == "in_force" for step in self.ledger.steps if not step.scope)
        return {
            "@type": "Legislation",
            **described,
            "legislationDate": self.decided.ends[-1].text,
            "legislationPassedBy": Mention("Organization", self.organ),
            "legislationLegalForce": in_force and f"{SCHEMA_ORG}/InForce",
        }


class DecisionStep(StateStep):
    """A step on the route of a decision, which may name the decision that fulfils it."""

    owner_field = "decision"
    immutable_fields = (*StateStep.immutable_fields, "organ", "meeting", "resulting_decision", "fulfilment")

    class Fulfilment(models.TextChoices):
        FULFILS = "fulfils", _("réalise")
        PARTLY = "partly", _("réalise en partie")
        POSSIBLY = "possibly", _("réalise peut-être")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="steps", verbose_name=_("décision"))
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="decision_steps", verbose_name=_("organe")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_steps",
        verbose_name=_("réunion"),
    )
    resulting_decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fulfilled_steps",
        verbose_name=_("décision qui en résulte"),
    )
    fulfilment = models.CharField(_("lien"), max_length=10, choices=Fulfilment, blank=True)

    class Meta(StateStep.Meta):
        verbose_name = _("étape de la décision")
        verbose_name_plural = _("étapes de la décision")
        indexes = [models.Index(fields=["-occurred_last", "-occurred_first"], name="decision_step_latest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resulting_decision__isnull=True, fulfilment="")
                | models.Q(resulting_decision__isnull=False) & ~models.Q(fulfilment=""),
                name="decision_step_names_its_link",
                violation_error_message=_("Une décision qui en résulte va avec la nature du lien, et l’inverse."),
            ),
        ]
