"""How far something has come: whether it has been decided (the text), and whether it has been done (the deed).

A stage of one axis never implies a stage of the other. See docs/decisions/0031-two-axes.md.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Axis(TextChoices):
    """Which of the two questions a step answers."""

    TEXT = "text", _("texte : a-t-on décidé ?")
    DEED = "deed", _("mise en œuvre : est-ce fait ?")


class TextStage(IntegerChoices):
    """How far the decision has come; a higher stage outranks a lower one."""

    ANNOUNCED = 1, pgettext_lazy("stage", "annoncé")
    PREPARING = 2, pgettext_lazy("stage", "en préparation")
    PRINCIPLE = 3, pgettext_lazy("stage", "principe posé")
    IN_PART = 4, pgettext_lazy("stage", "décidé en partie")
    DECIDED = 5, pgettext_lazy("stage", "décidé")
    IN_FORCE = 6, pgettext_lazy("stage", "en vigueur")


class DeedStage(IntegerChoices):
    """How far it has been carried out; a higher stage outranks a lower one."""

    ANNOUNCED = 1, pgettext_lazy("stage", "annonce seule")
    PREPARING = 2, pgettext_lazy("stage", "en préparation")
    BEGUN = 3, pgettext_lazy("stage", "amorcé")
    LAUNCHED = 4, pgettext_lazy("stage", "lancé")
    OPERATIONAL = 5, pgettext_lazy("stage", "déclaré opérationnel")
    EFFECTIVE = 6, pgettext_lazy("stage", "effectif")
