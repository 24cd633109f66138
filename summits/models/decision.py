"""Decisions, expected or taken, and their route through the organs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.headlines.gathering import facts_of_decision
from institutions.models import Document, Mandate, Organ, Pillar, Point, Ratification
from institutions.models.headlined import Headlined
from institutions.models.ledger import Followed, StateStep
from institutions.models.stages import TextStage
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
from sources.citations import evidence_of
from sources.dates import PartialDateField
from sources.models import Attested
from summits.models.meeting import Meeting


class DecisionQuerySet(RecordQuerySet):
    """Decisions, expected or taken."""

    def with_statuses(self):
        """With all that their headlines are read from: steps, what came of them, acts of states on their texts."""
        steps = DecisionStep.objects.select_related("status", "state", "resulting_decision")
        ledger = models.Prefetch("steps", steps.prefetch_related(evidence_of()))
        return self.select_related("pillar", "organ").with_acts().prefetch_related(ledger)

    def with_acts(self):
        """With what states did with their texts."""
        acts = Ratification.objects.select_related("state")
        return self.prefetch_related(models.Prefetch("documents__ratifications", acts))


@publishable(parts=["DecisionStep"])
class Decision(Attested, Headlined, Followed, Record):
    """What an organ decides, or is expected to decide.

    An expected decision keeps the announcement and its modality for ever; what
    came of it is a later step.
    """

    reference_prefix = "D"
    headline_paths = ("documents__ratifications__state",)
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
            statuses=self.headline.statuses,
            year=self.year,
        )

    def headline_facts(self):
        return facts_of_decision(self)

    @classmethod
    def reading_from(cls, ids):
        """Those whose headline tells of rows of these records: acts on their texts, decisions that fulfil them."""
        texts, decisions = (ids.get(model._meta.label_lower, ()) for model in (Document, cls))
        told = models.Q(documents__in=texts) | models.Q(steps__resulting_decision__in=decisions)
        return cls.objects.filter(told)

    @property
    def cited_as(self):  # type: ignore[override]  # each record has its own
        """Legislation once it has its own date and its text stands as decided."""
        was_taken = self.decided and self.headline.text.stage >= TextStage.DECIDED
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
        in_force = self.headline.text.stage == TextStage.IN_FORCE
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
