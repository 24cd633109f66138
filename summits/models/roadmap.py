"""The roadmap: items followed step by step, confederal and state by state, with every announced deadline."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.headlines import Count
from institutions.headlines.gathering import facts_of_item
from institutions.models import Document, Mandate, Organ, OrganStep, Pillar, Point, Ratification
from institutions.models.headlined import Headlined
from institutions.models.ledger import Followed, StateStep
from publishing.models import (
    SCHEMA_ORG,
    Brief,
    CitedAs,
    Facets,
    Mention,
    Part,
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
from sources.models import Attested, Evidenced
from summits.models.decision import Decision
from summits.models.links import DecisionLink, DocumentLink
from summits.models.meeting import Meeting

ACTION_STATUS = {  # of schema.org, of what is done, never of what is decided
    Count.ANNOUNCED: "PotentialActionStatus",
    Count.PREPARING: "PotentialActionStatus",
    Count.PART: "PotentialActionStatus",
    Count.DECIDED: "PotentialActionStatus",
    Count.BEGUN: "ActiveActionStatus",
    Count.LAUNCHED: "ActiveActionStatus",
    Count.EFFECTIVE: "CompletedActionStatus",
}


class RoadmapItemQuerySet(RecordQuerySet):
    """Items of the roadmap."""

    def with_statuses(self):
        """With all that their headlines are read from."""
        steps = RoadmapStep.objects.select_related("status", "state").prefetch_related(evidence_of())
        return self.with_links().prefetch_related(models.Prefetch("steps", steps))

    def with_links(self):
        """With what else their headlines are read from: the organ they create, what they are linked to."""
        organ_steps = OrganStep.objects.select_related("status").prefetch_related(evidence_of())
        acts = Ratification.objects.select_related("state")
        return self.select_related("pillar", "organ", "subject").prefetch_related(
            models.Prefetch("subject__steps", organ_steps),
            models.Prefetch("decision_links__decision", Decision.objects.with_statuses()),
            "document_links__document",
            models.Prefetch("document_links__document__ratifications", acts),
        )


@publishable()
class Roadmap(Attested, Record):
    """The roadmap of one presidency: An I, An II."""

    reference_prefix = "FR"
    list_view = "summits:roadmap"
    detail_view = "summits:roadmap-detail"
    own_date_field = "period"
    calendar_filter = None
    cited_as = CitedAs.PAGE

    name = models.CharField(_("nom"), max_length=200)
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="roadmaps", verbose_name=_("présidence")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="roadmaps", verbose_name=_("texte")
    )
    period = PartialDateField(_("période"))
    summary = RichTextField(_("présentation"), blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("feuille de route")
        verbose_name_plural = _("feuilles de route")
        ordering = ["slug"]

    def search_text(self, language):
        return SearchText(title=self.text_in("name", language), summary=self.plain_text_in("summary", language))

    def brief(self):
        return Brief(said=localized_plain_text(self, "summary"), under=title_of(self.document))

    def structured_data(self):
        return {"@type": "CreativeWork", "description": localized_plain_text(self, "summary")}


@publishable(parts=["RoadmapStep", "Deadline", "DecisionLink", "DocumentLink"])
class RoadmapItem(Attested, Headlined, Followed, Record):
    """One thing the Confederation set out to do."""

    reference_prefix = "I"
    headline_paths = (
        "subject__steps__status",
        "subject__steps__evidence",
        "decision_links__decision__steps__status",
        "decision_links__decision__steps__state",
        "decision_links__decision__steps__resulting_decision",
        "decision_links__decision__steps__evidence",
        "decision_links__decision__documents__ratifications__state",
        "document_links__document__ratifications__state",
    )
    list_view = "summits:roadmap"
    detail_view = "summits:roadmap-item-detail"
    own_date_field = None
    calendar_filter = ("item", "pk")
    cited_as = CitedAs.PAGE

    name = models.CharField(_("intitulé"), max_length=240)
    summary = RichTextField(_("présentation"), blank=True)
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="roadmap_items", verbose_name=_("pilier"))
    roadmap = models.ForeignKey(
        Roadmap,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("feuille de route"),
        help_text=_("Vide si aucun texte cité ne dit à laquelle il appartient."),
    )
    organ = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roadmap_items",
        verbose_name=_("organe responsable"),
    )
    related_organs = models.ManyToManyField(
        Organ, blank=True, related_name="related_roadmap_items", verbose_name=_("organes concernés")
    )
    decisions = models.ManyToManyField(
        Decision,
        through=DecisionLink,
        blank=True,
        related_name="roadmap_items",
        verbose_name=_("décisions liées"),
    )
    documents = models.ManyToManyField(
        Document,
        through=DocumentLink,
        blank=True,
        related_name="roadmap_items",
        verbose_name=_("textes qui portent le point"),
    )
    points = models.ManyToManyField(Point, blank=True, related_name="roadmap_items", verbose_name=_("points de textes"))
    depends_on = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="dependents", verbose_name=_("dépend de")
    )
    expected_at = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expected_items",
        verbose_name=_("attendu à"),
    )
    subject = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="creating_items",
        verbose_name=_("organe créé"),
        help_text=_("Si le point crée un organe : lequel. Les deux pages donnent alors la même réponse."),
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="made_of", verbose_name=_("partie du point")
    )

    objects = RoadmapItemQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("point de la feuille de route")
        verbose_name_plural = _("points de la feuille de route")
        ordering = ["pillar__position", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part_of__isnull=True) | ~models.Q(part_of=models.F("id")),
                name="item_not_part_of_itself",
                violation_error_message=_("Un point ne peut pas être une partie de lui-même."),
            ),
        ]

    @property
    def address(self):
        return self.reference

    def publication_errors(self):
        return super().publication_errors() + [
            gettext("L’échéance « %(deadline)s » ne peut remplacer qu’une autre échéance du même point.")
            % {"deadline": deadline.due.as_words()}
            for deadline in strays_among(self.deadlines.all())
        ]

    def search_text(self, language):
        steps = "\n".join(step.text_in("text", language) for step in self.steps.all())
        return SearchText(
            title=self.text_in("name", language),
            summary=self.plain_text_in("summary", language),
            body=f"{self.reference}\n{steps}",
        )

    def facets(self):
        ledger = self.ledger
        organs = ([self.organ] if self.organ else []) + list(self.related_organs.all())
        states = dict.fromkeys(step.state.code for step in ledger.steps if step.state)
        return Facets(
            pillar=self.pillar.key,
            organs=tuple(dict.fromkeys(organ.slug for organ in organs)),
            states=tuple(states),
            statuses=self.headline.statuses,
        )

    def headline_facts(self):
        return facts_of_item(self)

    def headline_options(self):
        return {"expects_deed": True}

    @classmethod
    def reading_from(cls, ids):
        """Those whose headline tells of rows of these records: of what they are linked to, of the organ they create."""
        organs, texts, decisions = (ids.get(model._meta.label_lower, ()) for model in (Organ, Document, Decision))
        linked = models.Q(decision_links__decision__in=decisions) | models.Q(document_links__document__in=texts)
        told = linked | models.Q(decision_links__decision__documents__in=texts) | models.Q(subject__in=organs)
        return cls.objects.filter(told)

    def brief(self):
        summary = localized_plain_text(self, "summary")
        return Brief(said=summary, who=title_of(self.organ), under=title_of(self.roadmap))

    def structured_data(self):
        status = ACTION_STATUS.get(self.headline.count)
        return {
            "@type": "Action",
            "description": localized_plain_text(self, "summary"),
            "actionStatus": status and f"{SCHEMA_ORG}/{status}",
            "agent": Mention("Organization", self.organ),
        }


def strays_among(deadlines) -> list:
    """Those that replace a deadline of another item, or by a detour themselves."""
    revised = {deadline.pk: deadline.revises_id for deadline in deadlines}
    return [deadline for deadline in deadlines if not ends_well(deadline.pk, revised)]


def ends_well(key, revised) -> bool:
    """Whether the way back from a deadline to the one first announced stays among these and ends."""
    for _step in revised:
        if revised[key] is None:
            return True
        if (key := revised[key]) not in revised:
            return False
    return False


class RoadmapStep(StateStep):
    """A dated change of status of an item, confederal or for one state."""

    owner_field = "item"
    immutable_fields = (*StateStep.immutable_fields, "strength")

    item = models.ForeignKey(RoadmapItem, models.CASCADE, related_name="steps", verbose_name=_("point"))
    strength = models.PositiveIntegerField(_("effectif annoncé"), null=True, blank=True)

    class Meta(StateStep.Meta):
        verbose_name = _("étape de suivi")
        verbose_name_plural = _("suivi")
        indexes = [models.Index(fields=["-occurred_last", "-occurred_first"], name="roadmap_step_latest")]


class Deadline(Evidenced, Part):
    """A deadline as announced; a new announcement is a new row, never an overwrite."""

    owner_field = "item"
    immutable_fields = ("due", "stated_on", "revises")

    item = models.ForeignKey(RoadmapItem, models.CASCADE, related_name="deadlines", verbose_name=_("point"))
    due = PartialDateField(_("échéance"), blank=False)
    stated_on = PartialDateField(_("annoncée le"))
    text = models.CharField(_("énoncé"), max_length=300, blank=True)
    revises = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("remplace l’échéance"),
        help_text=_(
            "Si une source reporte ou avance une échéance déjà annoncée : laquelle. Vide si elle en fixe une autre."
        ),
    )

    class Meta(Part.Meta):
        verbose_name = _("échéance")
        verbose_name_plural = _("échéances")
        ordering = ["stated_on_last", "due_last"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revises__isnull=True) | ~models.Q(revises=models.F("id")),
                name="deadline_not_its_own_revision",
                violation_error_message=_("Une échéance ne peut pas se remplacer elle-même."),
            ),
        ]

    def __str__(self):
        return f"{self.due}"
