"""The desk's own account of what was published and withdrawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """The desk's own account of what was published and withdrawn: who, when, why, and on what agreement.

    It names the account that did it as it was called, and outlives it. What a person publishes rests on a
    submission that somebody else approved, and is what that one holds: the database refuses anything else
    (migration `publication_rules`). Commands publish without a person.
    """

    class Action(models.TextChoices):
        PUBLISHED = "published", _("publication")
        WITHDRAWN = "withdrawn", _("retrait")

    action = models.CharField(_("opération"), max_length=10, choices=Action)
    version = models.PositiveBigIntegerField(_("version du contenu"))
    at = models.DateTimeField(_("date"))
    records = models.PositiveIntegerField(_("nombre de fiches"))
    note = models.TextField(_("note"), blank=True)
    by_id = models.PositiveBigIntegerField(null=True, editable=False)
    by = models.CharField(_("par"), max_length=150, blank=True)
    submission = models.ForeignKey(
        "Submission", models.PROTECT, null=True, related_name="publications", verbose_name=_("soumission")
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-at", "-version"]
        permissions = [("publish_records", _("Peut choisir l’heure de ce qui est approuvé, et retirer des fiches"))]

    def __str__(self):
        return f"{self.get_action_display()} {self.version}"
