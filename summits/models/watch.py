"""The watch: what was looked at, and until when; without it, silence says nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Pillar
from publishing.models import PublishableModel
from publishing.registry import publishable
from sources.models import Source
from summits.models.knowledge import Concerning


@publishable()
class Check(Concerning, PublishableModel):
    """One look at the sources, at the whole register or at a part of it; never a status.

    `covers_until` is the last day that what was read could tell of: a look in November at pages that end in
    February covers until February. A look that was not possible covers nothing. Facts of a published look stay.
    """

    class Scope(models.TextChoices):
        REGISTER = "register", _("le registre entier")
        PILLAR = "pillar", _("un pilier")
        RECORDS = "records", _("les fiches nommées")
        SOURCE = "source", _("une source suivie")

    class Result(models.TextChoices):
        NOTHING_NEWER = "nothing_newer", _("rien de plus récent")
        FOUND = "found", _("des faits, enregistrés")
        COULD_NOT_LOOK = "could_not_look", _("n’a pas pu être regardé")

    title_field = "text"
    immutable_fields = ("scope", "pillar", "source", "looked_on", "covers_until", "result")

    key = models.SlugField(_("clé"), max_length=80, unique=True)
    scope = models.CharField(_("ce qui a été regardé"), max_length=8, choices=Scope, default=Scope.RECORDS)
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, null=True, blank=True, related_name="checks", verbose_name=_("pilier")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="checks", verbose_name=_("source suivie")
    )
    looked_on = models.DateField(_("regardé le"))
    covers_until = models.DateField(
        _("couvre jusqu’au"), help_text=_("Le dernier jour dont parle ce qui a été lu, jamais après le jour du regard.")
    )
    result = models.CharField(_("résultat"), max_length=16, choices=Result)
    text = models.TextField(_("résultat, en une phrase"))
    looked_in = models.TextField(_("où"), blank=True)
    looked_for = models.TextField(_("ce qui a été cherché"), blank=True)
    by_role = models.CharField(
        _("par"), max_length=120, blank=True, help_text=_("Publié : une fonction, jamais un nom de personne.")
    )

    class Meta(PublishableModel.Meta):
        verbose_name = _("regard de veille")
        verbose_name_plural = _("veille")
        ordering = ["-covers_until", "-looked_on", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(covers_until__lte=models.F("looked_on")),
                name="check_covers_no_later_than_looked",
                violation_error_message=_("Un regard ne couvre rien après le jour où il a eu lieu."),
            ),
            models.CheckConstraint(
                condition=~models.Q(scope="pillar") | models.Q(pillar__isnull=False),
                name="check_of_a_pillar_names_it",
                violation_error_message=_("Un regard sur un pilier le nomme."),
            ),
            models.CheckConstraint(
                condition=~models.Q(scope="source") | models.Q(source__isnull=False),
                name="check_of_a_source_names_it",
                violation_error_message=_("Un regard sur une source suivie la nomme."),
            ),
        ]

    def __str__(self):
        return self.key
