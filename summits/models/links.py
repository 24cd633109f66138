"""What an item of the roadmap has to do with a decision or a document, and how surely."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Document
from publishing.models import Part
from sources.models import Evidenced
from summits.models.decision import Decision


class ItemLink(Evidenced, Part):
    """A link from an item to what was decided or written: unless it says more, it only concerns the same matter."""

    owner_field = "item"
    target_field: str

    class Extent(models.TextChoices):
        WHOLE = "whole", _("le tout : c’est ce point lui-même")
        PART = "part", _("une partie de ce point")
        RELATED = "related", _("le même sujet")

    extent = models.CharField(
        _("étendue"),
        max_length=8,
        choices=Extent,
        default=Extent.RELATED,
        help_text=_("« Le tout » et « une partie » font compter les étapes de l’autre fiche dans le statut du point."),
    )
    scope = models.CharField(
        _("partie"), max_length=200, blank=True, help_text=_("Si le lien ne concerne qu’une partie : laquelle.")
    )

    class Meta(Part.Meta):
        abstract = True

    def __str__(self):
        return str(getattr(self, self.target_field))


class DecisionLink(ItemLink):
    """A decision that an item carries out."""

    target_field = "decision"
    former_table = "summits_roadmapitem_decisions"  # of editions older than migration 0006_links_are_rows

    item = models.ForeignKey(
        "summits.RoadmapItem",
        models.CASCADE,
        related_name="decision_links",
        verbose_name=_("point de la feuille de route"),
    )
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="item_links", verbose_name=_("décision"))

    class Meta(ItemLink.Meta):
        verbose_name = _("décision liée")
        verbose_name_plural = _("décisions liées")
        constraints = [models.UniqueConstraint(fields=["item", "decision"], name="item_decision_once")]

    @staticmethod
    def row_of_former(row: dict) -> dict:
        """A link of an old edition as the row that it became, with the key that the migration gave it."""
        item, decision = row["roadmapitem_id"], row["decision_id"]
        return {"id": str(uuid.uuid5(uuid.UUID(item), decision)), "item_id": item, "decision_id": decision}


class DocumentLink(ItemLink):
    """A document that decides what an item is about."""

    target_field = "document"

    item = models.ForeignKey(
        "summits.RoadmapItem",
        models.CASCADE,
        related_name="document_links",
        verbose_name=_("point de la feuille de route"),
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="item_links", verbose_name=_("document"))

    class Meta(ItemLink.Meta):
        verbose_name = _("texte qui porte le point")
        verbose_name_plural = _("textes qui portent le point")
        constraints = [models.UniqueConstraint(fields=["item", "document"], name="item_document_once")]
