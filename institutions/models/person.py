"""Persons, in their public office only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Record, SearchText
from publishing.querysets import RecordQuerySet
from publishing.registry import publishable
from sources.models import Attested


class PersonQuerySet(RecordQuerySet):
    """Persons in their public office."""

    def existing_in(self, language):
        """Those whose office is told in that language: a name alone is of every language."""
        return self.having_text_in("role", language)


@publishable()
class Person(Attested, Record):
    """A person named in a public office."""

    reference_prefix = "P"
    denormalized_fields = ("name",)
    list_view = "institutions:person-list"
    detail_view = "institutions:person-detail"

    name = models.CharField(_("nom"), max_length=160)
    name_variants = ArrayField(
        models.CharField(max_length=160),
        verbose_name=_("autres graphies"),
        default=list,
        blank=True,
        help_text=_("Graphies rencontrées dans les sources, séparées par des virgules."),
    )
    role = models.TextField(_("rôle"), blank=True, help_text=_("La fonction publique exercée, en une phrase."))
    official_title = models.CharField(_("intitulé officiel de la fonction"), max_length=240, blank=True)
    rank = models.CharField(_("grade"), max_length=200, blank=True)
    is_external = models.BooleanField(_("extérieure à la Confédération"), default=False)

    objects = PersonQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ["name"]

    @classmethod
    def language_marker_fields(cls):
        return (*super().language_marker_fields(), "role")

    @property
    def languages(self):
        return tuple(code for code in super().languages if self.text_in("role", code))

    def search_text(self, language):
        return SearchText(
            title=self.name,
            summary=self.text_in("role", language),
            body="\n".join([self.text_in("official_title", language), *self.name_variants]),
        )
