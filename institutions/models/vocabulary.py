"""Member states, and the vocabulary rows that records are classified by."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.articles import of
from institutions.models.stages import Axis, DeedStage, TextStage
from publishing.models import (
    Brief,
    CitedAs,
    Facets,
    FormerKey,
    Part,
    PublishableModel,
    Record,
    SearchText,
    localized_plain_text,
)
from publishing.querysets import RecordQuerySet
from publishing.registry import publishable
from publishing.rich.fields import RichTextField
from sources.dates import PartialDateField
from sources.models import Attested, Evidenced


class Term(PublishableModel):
    """A vocabulary row: publishable, without a page of its own."""

    denormalized_fields: tuple[str, ...] = ("key",)

    key = models.SlugField(
        _("clé"),
        max_length=40,
        unique=True,
        help_text=_("Utilisée dans les adresses et les flux : ne plus la changer."),
    )
    name = models.CharField(_("nom"), max_length=120)
    definition = models.TextField(_("définition"), blank=True)
    position = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta(PublishableModel.Meta):
        abstract = True
        ordering = ["position", "key"]

    def __str__(self):
        return self.name or self.key


@publishable()
class Pillar(Evidenced, Term):
    """A heading of the roadmap: the « 3D », and those outside them."""

    is_working = models.BooleanField(
        _("rubrique du registre"),
        default=False,
        help_text=_("Rubrique créée par le registre pour classer, absente des textes de la Confédération."),
    )

    class Meta(Term.Meta):
        verbose_name = _("pilier")
        verbose_name_plural = _("piliers")


@publishable()
class Status(Term):
    """A status that a ledger step gives; its family decides the shape shown beside the word.

    `axis` is the question that a step of this status answers unless it says otherwise, `text_stage` and
    `deed_stage` how far it has come on either; a status without a stage there is a mark, or ends what it tells of.
    """

    class Ledger(models.TextChoices):
        MEETING = "meeting", _("réunion")
        ORGAN = "organ", _("organe")
        DECISION = "decision", _("décision")
        ROADMAP = "roadmap", _("feuille de route")

    class Family(models.TextChoices):
        EXPECTED = "expected", _("attendu : rien n’est encore fait")
        PROGRESS = "progress", _("en cours")
        PARTIAL = "partial", _("fait en partie")
        DONE = "done", _("fait")
        STOPPED = "stopped", _("arrêté ou reporté")
        DISPUTED = "disputed", _("sources contradictoires")
        ABSENT = "absent", _("aucune trace trouvée")

    denormalized_fields = ("key", "family", "axis", "text_stage", "deed_stage")

    ledgers = ArrayField(models.CharField(max_length=12, choices=Ledger), verbose_name=_("registres"), default=list)
    family = models.CharField(_("famille"), max_length=12, choices=Family, default=Family.PROGRESS)
    is_terminal = models.BooleanField(_("clôt le suivi"), default=False)
    axis = models.CharField(
        _("axe"),
        max_length=4,
        choices=Axis,
        blank=True,
        help_text=_("La question à laquelle répond une étape de ce statut, sauf si elle dit elle-même autre chose."),
    )
    text_stage = models.PositiveSmallIntegerField(
        _("degré du texte"), choices=TextStage, null=True, blank=True, help_text=_("Vide : n’en dit rien.")
    )
    deed_stage = models.PositiveSmallIntegerField(
        _("degré de la mise en œuvre"), choices=DeedStage, null=True, blank=True, help_text=_("Vide : n’en dit rien.")
    )

    class Meta(Term.Meta):
        verbose_name = _("statut")
        verbose_name_plural = _("statuts")

    @property
    def is_absence(self) -> bool:
        """Says that no trace was found on the day we looked: it needs that date, not evidence."""
        return self.family == self.Family.ABSENT

    @property
    def is_end(self) -> bool:
        """Says that what it tells of is no more: only later steps count."""
        return self.family == self.Family.STOPPED and self.is_terminal

    @property
    def is_postponement(self) -> bool:
        """Says that a date was put back, which undoes nothing."""
        return self.family == self.Family.STOPPED and not self.is_terminal

    @property
    def is_national(self) -> bool:
        """Tells of one member state at home."""
        return self.key == "national_step"


@publishable()
class GlossaryTerm(Term):
    """A word of the register that readers may not know, as pages explain it beside what it names.

    Templates ask for it by its key; without it, nothing is explained.
    """

    class Meta(Term.Meta):
        verbose_name = _("mot du glossaire")
        verbose_name_plural = _("mots du glossaire")


@publishable()
class Place(Evidenced, Term):
    """A town or area; its zone tells the local time of what happens there."""

    state = models.ForeignKey(
        "institutions.State",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("État"),
    )
    zone = models.CharField(
        _("fuseau horaire"), max_length=40, blank=True, help_text=_("Nom IANA : « Africa/Bamako ».")
    )

    class Meta(Term.Meta):
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")

    def structured_data(self) -> dict:
        """The place in schema.org's words."""
        name = localized_plain_text(self, "name")
        country = {"addressCountry": self.state.code} if self.state else {}
        return {
            "@type": "Place",
            "name": name,
            "address": {"@type": "PostalAddress", "addressLocality": name} | country,
        }


@publishable(parts=["ExternalMembership"])
class State(Attested, Record):
    """A member state of the Confederation."""

    reference_prefix = "E"
    own_date_field = None
    calendar_filter = None
    cited_as = CitedAs.PAGE
    former_keys = {
        "left_ecowas_on": FormerKey(
            part="external_memberships",
            field="dated",
            columns={"act": "left", "body_fr": "la CEDEAO", "body_en": "ECOWAS"},
        )
    }
    denormalized_fields = ("code",)
    list_view = "institutions:state-list"
    detail_view = "institutions:state-detail"

    code = models.CharField(_("code ISO"), max_length=2, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    official_name = models.CharField(_("nom officiel"), max_length=200, blank=True)
    capital = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("capitale")
    )
    membership = RichTextField(_("place dans la Confédération"), blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("État membre")
        verbose_name_plural = _("États membres")
        ordering = ["code"]

    def search_text(self, language):
        return SearchText(
            title=self.text_in("name", language),
            summary=self.text_in("official_name", language),
            body=self.plain_text_in("membership", language),
        )

    def facets(self):
        return Facets(states=(self.code,))

    def brief(self):
        return Brief(said=localized_plain_text(self, "membership"))

    def structured_data(self):
        names = (localized_plain_text(self, "official_name"), self.code)
        return {"@type": "Country", "alternateName": [name for name in names if name]}


class ExternalMembership(Evidenced, Part):
    """What a member state became, or ceased to be, in a body outside the Confederation."""

    owner_field = "state"
    dates_not_in_future = ("dated",)

    class Act(models.TextChoices):
        JOINED = "joined", _("adhésion")
        EXIT_ANNOUNCED = "exit_announced", _("sortie annoncée")
        SUSPENDED = "suspended", _("suspension")
        LEFT = "left", _("sortie effective")

    state = models.ForeignKey(State, models.CASCADE, related_name="external_memberships", verbose_name=_("État membre"))
    body = models.CharField(
        _("organisation extérieure"), max_length=120, help_text=_("Avec son article : « l’Union africaine ».")
    )
    act = models.CharField(_("acte"), max_length=16, choices=Act)
    dated = PartialDateField(_("date"))

    class Meta(Part.Meta):
        verbose_name = _("appartenance extérieure")
        verbose_name_plural = _("appartenances extérieures")
        ordering = ["dated_last", "pk"]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self) -> str:
        """« Sortie effective de l’Union africaine », in the active language."""
        words = {
            self.Act.JOINED: gettext("Entrée au sein %(of_body)s"),
            self.Act.EXIT_ANNOUNCED: gettext("Annonce de la sortie %(of_body)s"),
            self.Act.SUSPENDED: gettext("Suspension des instances %(of_body)s"),
            self.Act.LEFT: gettext("Sortie effective %(of_body)s"),
        }
        return words[self.Act(self.act)] % {"of_body": of(self.body)}
