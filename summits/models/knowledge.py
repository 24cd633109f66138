"""What is known about the record itself: milestones, topics, statements, contradictions and gaps."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.models import Document, Office, Organ, Person, State
from publishing.models import Record, SearchText
from publishing.querysets import RecordQuerySet
from publishing.registry import publishable
from publishing.rich.fields import RichTextField
from sources.dates import PartialDateField
from sources.models import Attested
from summits.models.decision import Decision
from summits.models.meeting import Meeting
from summits.models.roadmap import RoadmapItem


class Concerning(models.Model):
    """Concerns other records, by plain links, so that it never blocks their publication."""

    meetings = models.ManyToManyField(Meeting, blank=True, verbose_name=_("réunions concernées"))
    organs = models.ManyToManyField(Organ, blank=True, verbose_name=_("organes concernés"))
    decisions = models.ManyToManyField(Decision, blank=True, verbose_name=_("décisions concernées"))
    roadmap_items = models.ManyToManyField(
        RoadmapItem, blank=True, verbose_name=_("points de feuille de route concernés")
    )
    documents = models.ManyToManyField(Document, blank=True, verbose_name=_("documents concernés"))
    offices = models.ManyToManyField(Office, blank=True, verbose_name=_("fonctions concernées"))
    persons = models.ManyToManyField(Person, blank=True, verbose_name=_("personnes concernées"))
    states = models.ManyToManyField(State, blank=True, verbose_name=_("États concernés"))

    class Meta:
        abstract = True


@publishable()
class Milestone(Attested, Concerning, Record):
    """A dated fact of the chronology that no other record carries."""

    reference_prefix = "J"
    list_view = "summits:chronology"

    occurred = PartialDateField(_("date"), blank=False)
    name = models.CharField(_("fait"), max_length=300)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("jalon")
        verbose_name_plural = _("jalons")
        ordering = ["occurred_last", "slug"]

    def get_absolute_url(self):
        """Its line on the page of its year, or of its month in a year that has many."""
        return f"{reverse(self.list_view)}?annee={self.year}&mois={self.occurred.first.month}#{self.address}"

    @property
    def day(self):
        return self.occurred.last if self.occurred else None

    @property
    def year(self):
        return self.occurred.first.year if self.occurred else None

    def search_text(self, language):
        return SearchText(title=self.text_in("name", language), body=self.text_in("note", language))


@publishable()
class Topic(Attested, Concerning, Record):
    """A notion that recurs across records."""

    reference_prefix = "N"
    list_view = "summits:topic-list"
    detail_view = "summits:topic-detail"

    name = models.CharField(_("thème"), max_length=160)
    definition = RichTextField(_("définition"), blank=True)
    since = PartialDateField(_("employé depuis"))

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["slug"]

    def search_text(self, language):
        return SearchText(title=self.text_in("name", language), summary=self.plain_text_in("definition", language))


@publishable()
class Statement(Attested, Concerning, Record):
    """An evaluation or a position, always with its author, never shown as fact."""

    reference_prefix = "A"
    title_field = "text"
    list_view = "summits:statement-list"

    text = models.TextField(_("énoncé"))
    attributed_to = models.CharField(_("attribué à"), max_length=240)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("énoncé")
        verbose_name_plural = _("énoncés")
        ordering = ["slug"]

    def search_text(self, language):
        return SearchText(title=self.text_in("text", language), summary=self.text_in("attributed_to", language))


@publishable()
class Conflict(Attested, Concerning, Record):
    """Sources that disagree, what the register retains, and why."""

    reference_prefix = "V"
    list_view = "summits:conflict-list"

    name = models.CharField(_("objet"), max_length=200)
    text = models.TextField(_("ce que disent les sources"))
    retained = models.TextField(_("ce que le registre retient"))

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("divergence")
        verbose_name_plural = _("divergences")
        ordering = ["slug"]

    def search_text(self, language):
        return SearchText(
            title=self.text_in("name", language),
            summary=self.text_in("text", language),
            body=self.text_in("retained", language),
        )


@publishable()
class Gap(Attested, Concerning, Record):
    """What is known to be unknown."""

    reference_prefix = "L"
    title_field = "text"
    list_view = "summits:gap-list"

    text = models.TextField(_("ce que l’on ne sait pas"))

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("lacune")
        verbose_name_plural = _("lacunes")
        ordering = ["slug"]

    def search_text(self, language):
        return SearchText(title=self.text_in("text", language))
