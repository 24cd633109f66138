"""Organs: unions, confederal organs, joint structures, national and external bodies."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.headlines.gathering import facts_of_organ
from institutions.models.headlined import Headlined
from institutions.models.ledger import Followed, Step
from institutions.models.stages import DeedStage, TextStage
from institutions.models.vocabulary import State
from publishing.models import (
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
from sources.citations import evidence_of
from sources.models import Attested, Evidenced


class OrganQuerySet(RecordQuerySet):
    """Bodies of any level."""

    def with_statuses(self):
        """With all that their headlines are read from."""
        steps = OrganStep.objects.select_related("status").prefetch_related(evidence_of())
        return self.with_items().prefetch_related(models.Prefetch("steps", steps))

    def with_items(self):
        """With the items that create them, whose headlines are theirs."""
        items = self.model._meta.get_field("creating_items").related_model.objects.with_statuses()  # type: ignore[misc]  # organs have them
        return self.prefetch_related(models.Prefetch("creating_items", items))


@publishable(parts=["OrganStep", "OrganName", "Competence"])
class Organ(Attested, Headlined, Followed, Record):
    """A body that meets, decides or acts."""

    class Level(models.TextChoices):
        UNION = "union", _("union d’États")
        CONFEDERAL = "confederal", _("organe confédéral")
        JOINT = "joint", _("structure commune")
        NATIONAL = "national", _("structure nationale")
        EXTERNAL = "external", _("organisation extérieure")

    reference_prefix = "O"
    headline_paths = (
        "creating_items__steps__status",
        "creating_items__steps__state",
        "creating_items__steps__evidence",
        "creating_items__subject__steps__status",
        "creating_items__subject__steps__evidence",
        "creating_items__decision_links__decision__steps__status",
        "creating_items__decision_links__decision__steps__state",
        "creating_items__decision_links__decision__steps__resulting_decision",
        "creating_items__decision_links__decision__steps__evidence",
        "creating_items__decision_links__decision__documents__ratifications__state",
        "creating_items__document_links__document__ratifications__state",
    )
    tree_field = "parent"
    denormalized_fields = ("slug",)
    list_view = "institutions:organ-list"
    detail_view = "institutions:organ-detail"
    own_date_field = None
    calendar_filter = ("organ", "slug")
    cited_as = CitedAs.PAGE

    level = models.CharField(_("niveau"), max_length=12, choices=Level)
    name = models.CharField(_("nom"), max_length=240)
    acronym = models.CharField(_("sigle"), max_length=24, blank=True)
    name_meaning = models.CharField(_("sens du nom"), max_length=240, blank=True)
    legal_nature = models.CharField(_("nature juridique"), max_length=240, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("organe de rattachement"),
    )
    parent_is_inferred = models.BooleanField(
        _("rattachement déduit"),
        default=False,
        help_text=_("Aucun texte cité ne le dit : le registre le déduit."),
    )
    succeeds = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("succède à")
    )
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="organs", verbose_name=_("État")
    )
    seat = models.CharField(_("siège"), max_length=240, blank=True)
    summary = RichTextField(_("présentation"))
    procedure = RichTextField(_("comment il décide"), blank=True)
    aim = models.TextField(_("but à long terme"), blank=True)
    initial_capital = models.DecimalField(_("capital initial"), max_digits=18, decimal_places=2, null=True, blank=True)
    initial_capital_currency = models.CharField(_("monnaie du capital"), max_length=3, blank=True)
    initial_capital_note = models.CharField(_("capital, en mots"), max_length=200, blank=True)
    legal_basis = models.ManyToManyField(
        "institutions.Document",
        blank=True,
        related_name="founded_organs",
        verbose_name=_("textes fondateurs"),
    )
    attributed_to = models.CharField(
        _("description attribuée à"),
        max_length=200,
        blank=True,
        help_text=_("Si la présentation rapporte un point de vue : qui l’exprime."),
    )

    objects = OrganQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("organe")
        verbose_name_plural = _("organes")
        ordering = ["level", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(initial_capital__isnull=True) | ~models.Q(initial_capital_currency=""),
                name="organ_capital_has_currency",
            ),
        ]

    @property
    def ancestors(self) -> list["Organ"]:
        """The organs above it, nearest first; where they go round in a circle, each once."""
        above, organ = [], self.parent
        while organ is not None and organ not in above:
            above.append(organ)
            organ = organ.parent
        return above

    def clean(self):
        super().clean()
        if self in self.ancestors:
            raise ValidationError({"parent": self.circle()})

    def circle(self) -> str:
        """Says how the organ would be attached to itself."""
        names = " → ".join(str(organ) for organ in [self, *self.ancestors])
        return gettext("Un organe ne peut pas être rattaché à lui-même, même par un autre : %(organs)s.") % {
            "organs": names
        }

    def search_text(self, language):
        names = [name.name for name in self.names.all()]
        prose = [self.plain_text_in(name, language) for name in ("procedure", "aim")]
        return SearchText(
            title=self.text_in("name", language),
            summary=self.plain_text_in("summary", language),
            body="\n".join([self.acronym, *names, *prose]),
        )

    def facets(self):
        return Facets(
            organs=(self.slug,),
            states=(self.state.code,) if self.state else (),
            statuses=self.headline.statuses,
        )

    def headline_facts(self):
        return facts_of_organ(self)

    def headline_options(self):
        return {"is_organ": True, "expects_deed": bool(self.creating_items.all())}

    @classmethod
    def reading_from(cls, ids):
        """Those whose headline tells of rows of these records: of the item that creates them, and of its links."""
        items: Any = cls._meta.get_field("creating_items").related_model
        read = items.objects.filter(pk__in=items.reading_from(ids).values("pk")) | items.objects.filter(
            pk__in=ids.get(items._meta.label_lower, ())
        )
        return cls.objects.filter(creating_items__in=read.values("pk"))

    def brief(self):
        return Brief(
            said=localized_plain_text(self, "summary"),
            who=title_of(self.parent),
            under=title_of(next(iter(self.legal_basis.all()), None)),
        )

    def structured_data(self):
        """Only announced, it is no organisation yet."""
        described = {"description": localized_plain_text(self, "summary")}
        text, deed = self.headline.text, self.headline.deed
        if (text or deed) and text.stage < TextStage.DECIDED and deed.stage < DeedStage.EFFECTIVE:
            return described
        created = text.head.date if text.head and text.stage == TextStage.DECIDED and not text.head.is_stated else None
        return {
            "@type": "Organization" if self.level == self.Level.EXTERNAL else "GovernmentOrganization",
            **described,
            "alternateName": localized_plain_text(self, "acronym"),
            "foundingDate": created and created.ends[0].text,
            "parentOrganization": None if self.parent_is_inferred else Mention("Organization", self.parent),
        }


class OrganStep(Step):
    """A step in the life of an organ: announced, created, head appointed, operational, dissolved…"""

    owner_field = "organ"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="steps", verbose_name=_("organe"))
    document = models.ForeignKey(
        "institutions.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organ_steps",
        verbose_name=_("acte"),
    )

    class Meta(Step.Meta):
        verbose_name = _("étape de l’organe")
        verbose_name_plural = _("étapes de l’organe")


class OrganName(Evidenced, Part):
    """A name the organ bears or bore, or that sources give it."""

    owner_field = "organ"

    class Kind(models.TextChoices):
        FORMER = "former", _("ancien nom")
        VARIANT = "variant", _("autre appellation")

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="names", verbose_name=_("organe"))
    name = models.CharField(_("nom"), max_length=240)
    kind = models.CharField(_("nature"), max_length=8, choices=Kind, default=Kind.VARIANT)

    class Meta(Part.Meta):
        verbose_name = _("autre nom")
        verbose_name_plural = _("autres noms")
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="organ_name_once")]

    def __str__(self):
        return self.name


class Competence(Evidenced, Part):
    """Who is competent for a domain: the Confederation, the states, or both."""

    owner_field = "organ"

    class Holder(models.TextChoices):
        CONFEDERAL = "confederal", _("confédérale")
        SHARED = "shared", _("partagée")
        STATES = "states", _("des États")

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="competences", verbose_name=_("organe"))
    domain = models.CharField(_("domaine"), max_length=160)
    holder = models.CharField(_("compétence"), max_length=12, choices=Holder)
    legal_basis = models.CharField(_("fondement"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta(Part.Meta):
        verbose_name = _("compétence")
        verbose_name_plural = _("compétences")
        ordering = ["position"]

    def __str__(self):
        return self.domain
