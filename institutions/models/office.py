"""Offices and who holds them, on behalf of which state, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models.organ import Organ
from institutions.models.person import Person
from institutions.models.vocabulary import State
from publishing.models import Facets, Part, Record, SearchText
from publishing.querysets import RecordQuerySet
from publishing.registry import publishable
from publishing.rich.fields import RichTextField
from sources.dates import PartialDateField
from sources.models import Attested


class DateRange(models.Func):
    """PostgreSQL's daterange(start, end, bounds)."""

    function = "DATERANGE"
    output_field = DateRangeField()


@publishable(parts=["Mandate"])
class Office(Attested, Record):
    """A public office, such as the rotating presidency of the Confederation."""

    reference_prefix = "F"
    list_view = "institutions:office-list"
    detail_view = "institutions:office-detail"

    name = models.CharField(_("intitulé"), max_length=240)
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("organe")
    )
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("État")
    )
    nominal_term = models.CharField(_("durée prévue"), max_length=120, blank=True)
    rotates = models.BooleanField(_("présidence tournante"), default=False)
    summary = RichTextField(_("présentation"), blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("fonction")
        verbose_name_plural = _("fonctions")
        ordering = ["slug"]

    def search_text(self, language):
        holders = "\n".join(mandate.person.name for mandate in self.mandates.all())
        summary = self.plain_text_in("summary", language)
        return SearchText(title=self.text_in("name", language), summary=summary, body=holders)

    def facets(self):
        return Facets(organs=(self.organ.slug,) if self.organ else (), states=(self.state.code,) if self.state else ())


class Mandate(Attested, Part):
    """One person's time in an office; what was planned and what happened are kept apart.

    Periods are half-open, since a handover happens on one date; an office is
    exclusive unless its mandates are marked as held jointly.
    """

    owner_field = "office"

    office = models.ForeignKey(Office, models.CASCADE, related_name="mandates", verbose_name=_("fonction"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates", verbose_name=_("personne"))
    on_behalf_of = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name=_("au nom de")
    )
    started_on = models.DateField(_("début"), null=True, blank=True, help_text=_("Vide si le jour n’est pas connu."))
    ended_on = models.DateField(_("fin constatée"), null=True, blank=True)
    planned_end = PartialDateField(_("fin prévue"), help_text=_("Annoncée, jamais présentée comme acquise."))
    is_joint = models.BooleanField(_("exercé à plusieurs"), default=False)

    class Meta(Part.Meta):
        verbose_name = _("mandat")
        verbose_name_plural = _("mandats")
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__gte=models.F("started_on")),
                name="mandate_end_after_start",
                violation_error_message=_("Le mandat se termine avant d’avoir commencé."),
            ),
            ExclusionConstraint(
                name="mandate_no_overlap",
                expressions=[
                    ("office", RangeOperators.EQUAL),
                    (DateRange("started_on", "ended_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(started_on__isnull=False, is_joint=False),
                violation_error_message=_(
                    "Deux mandats de cette fonction se chevauchent : corrigez les dates,"
                    " ou cochez « exercé à plusieurs »."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.person} — {self.office}"
