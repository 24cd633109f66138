"""Meetings, from experts to the College of heads of state, whose sessions are the summits."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Document, Organ, Person, Pillar, Place, State, Status
from institutions.models.ledger import Followed, Step
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


class MeetingQuerySet(RecordQuerySet):
    """Meetings of any level."""

    def with_place(self):
        return self.select_related("organ", "place__state", "state", "pillar")

    def with_statuses(self):
        """With the steps from which the current status is read."""
        return self.prefetch_related(models.Prefetch("steps", MeetingStep.objects.select_related("status")))

    def with_preparations(self):
        """With the meetings that prepare them, down to those of experts: four levels at most."""
        placed = Meeting.objects.select_related("place").order_by("held_last", "slug")
        preparing = placed
        for _level in range(2):
            preparing = placed.prefetch_related(models.Prefetch("preparations", preparing))
        return self.prefetch_related(models.Prefetch("preparations", preparing))


@publishable(parts=["AgendaItem", "Attendance", "MeetingStep"])
class Meeting(Attested, Followed, Record):
    """A dated session, at any level."""

    class Level(models.TextChoices):
        SUMMIT = "summit", _("sommet")
        HEADS_OF_STATE = "heads_of_state", _("chefs d’État, autre cadre")
        HEADS_OF_GOVERNMENT = "heads_of_government", _("Premiers ministres")
        COUNCIL = "council", _("Conseil des ministres")
        MINISTERIAL = "ministerial", _("réunion ministérielle")
        SENIOR_OFFICIALS = "senior_officials", _("hauts fonctionnaires et experts")
        PARLIAMENTARY = "parliamentary", _("rencontre parlementaire")
        MILITARY = "military", _("rencontre militaire")
        NATIONAL = "national", _("réunion nationale")
        EXTERNAL = "external", _("consultations extérieures")
        CEREMONY = "ceremony", _("cérémonie")
        OTHER = "other", _("autre réunion")

    reference_prefix = "R"
    own_date_field = "held"
    calendar_filter = ("meeting", "pk")
    cited_as = CitedAs.PAGE

    level = models.CharField(_("niveau"), max_length=20, choices=Level)
    number = models.PositiveSmallIntegerField(_("numéro de session"), null=True, blank=True)
    name = models.CharField(_("nom"), max_length=240)
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("organe")
    )
    body_as_stated = models.CharField(
        _("organe tel que cité"),
        max_length=240,
        blank=True,
        help_text=_("Si la source ne nomme pas un organe de la liste."),
    )
    held = PartialDateField(_("date"), help_text=_("Un jour, un mois ou un intervalle : « 2025-12-22/2025-12-23 »."))
    session_on = models.DateField(_("jour de la session de travail"), null=True, blank=True)
    opens_at = models.DateTimeField(
        _("ouverture"),
        null=True,
        blank=True,
        help_text=_("En temps universel ; la page donne l’heure du lieu."),
    )
    closes_at = models.DateTimeField(_("clôture"), null=True, blank=True)
    date_note = models.CharField(_("précision sur la date"), max_length=300, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("lieu")
    )
    venue = models.CharField(_("salle ou précision sur le lieu"), max_length=240, blank=True)
    state = models.ForeignKey(
        State,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_meetings",
        verbose_name=_("État hôte"),
    )
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("pilier")
    )
    theme = models.CharField(_("thème"), max_length=240, blank=True)
    summary = models.TextField(_("résumé"))
    introduction = RichTextField(_("introduction"), blank=True)
    prepares = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="preparations", verbose_name=_("prépare")
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("fait suite à"),
    )
    documents = models.ManyToManyField(
        Document, blank=True, related_name="meetings", verbose_name=_("documents issus de la réunion")
    )

    objects = MeetingQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("réunion")
        verbose_name_plural = _("réunions")
        ordering = ["-held_last", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gte=models.F("opens_at")),
                name="meeting_closes_after_it_opens",
                violation_error_message=_("La réunion se termine avant d’avoir commencé."),
            ),
            models.UniqueConstraint(
                fields=["organ", "level", "number"],
                name="meeting_number_once_per_organ",
                violation_error_message=_("Cet organe a déjà une session de ce numéro à ce niveau."),
            ),
            models.CheckConstraint(
                condition=models.Q(prepares__isnull=True) | ~models.Q(prepares=models.F("id")),
                name="meeting_not_its_own_preparation",
            ),
        ]

    @property
    def is_summit(self) -> bool:
        return self.level == self.Level.SUMMIT

    @property
    def type_name(self):
        return str((Summit if self.is_summit else Meeting)._meta.verbose_name)

    @property
    def list_view(self):  # type: ignore[override]  # each record has its own
        return "summits:summit-list" if self.is_summit else "summits:meeting-list"

    @property
    def detail_view(self):  # type: ignore[override]  # each record has its own
        return "summits:summit-detail" if self.is_summit else "summits:meeting-detail"

    @property
    def begun(self):  # type: ignore[override]  # each record has its own
        return self.held.first if self.held else None

    def search_text(self, language):
        agenda = [item.text_in("text", language) for item in self.agenda.all()]
        prose = [self.plain_text_in(name, language) for name in ("theme", "introduction", "venue", "body_as_stated")]
        return SearchText(
            title=self.text_in("name", language),
            summary=self.text_in("summary", language),
            body="\n".join([*prose, *agenda]),
        )

    def facets(self):
        return Facets(
            pillar=self.pillar.key if self.pillar else "",
            organs=(self.organ.slug,) if self.organ else (),
            states=(self.state.code,) if self.state else (),
            statuses=self.ledger.statuses(),
            year=self.year,
        )

    def brief(self):
        return Brief(
            said=localized_plain_text(self, "summary"),
            who=title_of(self.organ) or localized_plain_text(self, "body_as_stated"),
            under=title_of(next(iter(self.documents.all()), None)),
            where=localized_plain_text(self.place, "name"),
            dated=self.held,
        )

    def structured_data(self):
        first, last = (self.held.ends[0].text, self.held.ends[-1].text) if self.held else (None, None)
        return {
            "@type": "Event",
            "description": localized_plain_text(self, "summary"),
            "startDate": self.opens_at.isoformat() if self.opens_at else first,
            "endDate": self.closes_at.isoformat() if self.closes_at else last,
            "eventStatus": event_status(self.current_step),
            "location": self.place and self.place.structured_data(),
            "organizer": Mention("Organization", self.organ),
        }


def event_status(step) -> str | None:
    """Whether it takes place, as schema.org has it; nothing follows from no trace, nor from sources that disagree."""
    if step is None or step.status.family in {Status.Family.ABSENT, Status.Family.DISPUTED}:
        return None
    changed = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
    return f"{SCHEMA_ORG}/{changed.get(step.status.key, 'EventScheduled')}"


class SummitManager(models.Manager.from_queryset(MeetingQuerySet)):  # type: ignore[misc]  # Django’s own way
    """Meetings of the College of heads of state."""

    def get_queryset(self):
        return super().get_queryset().filter(level=Meeting.Level.SUMMIT)


class Summit(Meeting):
    """A numbered session of the College of heads of state."""

    objects = SummitManager()  # type: ignore[misc]  # in place of that of its base

    class Meta:
        proxy = True
        verbose_name = _("sommet")
        verbose_name_plural = _("sommets")

    def save(self, *args, **kwargs):
        self.level = Meeting.Level.SUMMIT
        super().save(*args, **kwargs)


class AgendaItem(Evidenced, Part):
    """An item of the agenda, with what came of it."""

    owner_field = "meeting"

    class List(models.TextChoices):
        REPORTED = "reported", _("ordre du jour rapporté")
        OFFICIAL = "official", _("ordre du jour officiel")
        PROGRESS = "progress", _("avancées saluées")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda", verbose_name=_("réunion"))
    list = models.CharField(_("liste"), max_length=10, choices=List, default=List.REPORTED)
    number = models.PositiveSmallIntegerField(_("numéro"))
    text = models.TextField(_("point"))
    outcome = models.TextField(_("ce qu’il en est advenu"), blank=True)
    decisions = models.ManyToManyField(
        "summits.Decision", blank=True, related_name="agenda_items", verbose_name=_("décisions")
    )

    class Meta(Part.Meta):
        verbose_name = _("point de l’ordre du jour")
        verbose_name_plural = _("ordre du jour")
        ordering = ["list", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "list", "number"],
                name="agenda_number_once_per_list",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"


class Attendance(Evidenced, Part):
    """A person at a meeting, on behalf of a state, in a capacity."""

    owner_field = "meeting"

    class Capacity(models.TextChoices):
        CHAIR = "chair", _("préside")
        OPENED = "opened", _("ouvre solennellement")
        HEAD = "head", _("chef de délégation")
        MEMBER = "member", _("membre")
        OBSERVER = "observer", _("observateur")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", verbose_name=_("réunion"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances", verbose_name=_("personne"))
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("au nom de")
    )
    capacity = models.CharField(_("qualité"), max_length=10, choices=Capacity, default=Capacity.MEMBER)
    represents = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("représente")
    )
    note = models.CharField(_("remarque"), max_length=300, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["capacity", "person__name"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person", "capacity"], name="attendance_once_per_capacity"),
        ]

    def __str__(self):
        return f"{self.person} ({self.get_capacity_display()})"


class MeetingStep(Step):
    """A step in the life of a meeting, with the dates then foreseen."""

    owner_field = "meeting"
    immutable_fields = (*Step.immutable_fields, "foreseen")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps", verbose_name=_("réunion"))
    foreseen = PartialDateField(_("date alors prévue"))

    class Meta(Step.Meta):
        verbose_name = _("étape de la réunion")
        verbose_name_plural = _("étapes de la réunion")
