"""The roadmap: items followed step by step, confederal and state by state, with every announced deadline."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.models import Document, Mandate, Organ, Pillar, Point, Status
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
from sources.dates import PartialDateField
from sources.models import Attested, Evidenced
from summits.models.decision import Decision
from summits.models.meeting import Meeting

ACTION_STATUS = {  # of schema.org, by the family of the current status
    Status.Family.EXPECTED: "PotentialActionStatus",
    Status.Family.PROGRESS: "ActiveActionStatus",
    Status.Family.PARTIAL: "ActiveActionStatus",
    Status.Family.DONE: "CompletedActionStatus",
}


class RoadmapItemQuerySet(RecordQuerySet):
    """Items of the roadmap."""

    def with_statuses(self):
        """With the steps from which the current status is read."""
        steps = RoadmapStep.objects.select_related("status", "state")
        return self.select_related("pillar", "organ").prefetch_related(models.Prefetch("steps", steps))


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


@publishable(parts=["RoadmapStep", "Deadline"])
class RoadmapItem(Attested, Followed, Record):
    """One thing the Confederation set out to do."""

    reference_prefix = "I"
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
        Decision, blank=True, related_name="roadmap_items", verbose_name=_("décisions mises en œuvre")
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

    objects = RoadmapItemQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("point de la feuille de route")
        verbose_name_plural = _("points de la feuille de route")
        ordering = ["pillar__position", "reference"]

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
            statuses=ledger.statuses(),
        )

    def brief(self):
        summary = localized_plain_text(self, "summary")
        return Brief(said=summary, who=title_of(self.organ), under=title_of(self.roadmap))

    def structured_data(self):
        status = self.current_step and ACTION_STATUS.get(self.current_step.status.family)
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
