"""Where a statement comes from: sources, the passages cited, and what it means to rest on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models import FINGERPRINT, SHA256, KeptFile
from publishing.models import Brief, CitedAs, Part, Record, SearchText
from publishing.querysets import RecordQuerySet
from publishing.registry import publishable
from sources.dates import PartialDateField


@publishable(parts=["Passage"])
class Source(Record):
    """A text, page or broadcast that the register cites."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article non daté, non signé")
        OFFICIAL = "official", _("publication officielle")
        OFFICIAL_TEXT = "official_text", _("texte officiel reproduit")
        AGENCY = "agency", _("agence de presse")
        STATE_PRESS = "state_press", _("presse d’État")
        PRESS = "press", _("presse et médias")
        FOREIGN_STATE_MEDIA = "foreign_state_media", _("média d’un État étranger")
        THINK_TANK = "think_tank", _("centre de recherche")
        FACTCHECK = "factcheck", _("média de vérification")
        REFERENCE = "reference", _("ouvrage de référence")
        AGGREGATOR = "aggregator", _("agrégateur")

    class CheckResult(models.TextChoices):
        ALIVE = "alive", _("répond")
        MOVED = "moved", _("déplacée")
        DEAD = "dead", _("ne répond plus")

    reference_prefix = "S"
    dates_not_in_future = ("published_on",)
    title_field = "title"
    list_view = "sources:source-list"
    detail_view = "sources:source-detail"
    own_date_field = "published_on"
    calendar_filter = None
    cited_as = CitedAs.PAGE
    copy_fields = (
        *("archive_name", "archive_media_type", "archive_size", "archive_pages"),
        *("archive_sha256", "archive_original_sha256"),
    )

    title = models.CharField(_("titre"), max_length=400, help_text=_("Tel que la source l’affiche, dans sa langue."))
    title_is_ours = models.BooleanField(
        _("titre décrit par le registre"),
        default=False,
        help_text=_("La source n’affiche pas de titre : celui-ci est une description, montrée entre crochets."),
    )
    kind = models.CharField(_("nature"), max_length=24, choices=Kind)
    publisher = models.CharField(_("éditeur"), max_length=200, blank=True)
    published_on = PartialDateField(_("date de publication"))
    date_note = models.CharField(_("précision sur la date"), max_length=300, blank=True)
    language = models.CharField(_("langue de la source"), max_length=8, default="fr")
    url = models.URLField(
        _("adresse"), max_length=600, blank=True, help_text=_("Vide si la page n’a pas été retrouvée.")
    )
    archive_url = models.URLField(_("copie archivée"), max_length=600, blank=True)
    archive_sha256 = models.CharField(_("empreinte de la copie"), max_length=64, blank=True, validators=[FINGERPRINT])
    archive_original_sha256 = models.CharField(
        _("empreinte de l’original de la copie"), max_length=64, blank=True, validators=[FINGERPRINT]
    )
    archive_name = models.CharField(_("nom de la copie"), max_length=120, blank=True)
    archive_media_type = models.CharField(_("type de la copie"), max_length=80, blank=True)
    archive_size = models.PositiveBigIntegerField(_("taille de la copie"), null=True, blank=True)
    archive_pages = models.PositiveIntegerField(_("pages de la copie"), null=True, blank=True)
    checked_at = models.DateTimeField(_("dernière vérification"), null=True, blank=True)
    check_result = models.CharField(_("résultat de la vérification"), max_length=8, choices=CheckResult, blank=True)
    note = models.TextField(_("remarque"), blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_on_last", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(archive_sha256="") | models.Q(archive_sha256__regex=SHA256),
                name="source_archive_sha256",
            ),
            models.CheckConstraint(
                condition=models.Q(archive_name="")
                | ~models.Q(archive_sha256="") & models.Q(archive_size__isnull=False),
                name="source_copy_kept_whole",
                violation_error_message=_("Une copie déposée a son empreinte et sa taille."),
            ),
        ]

    def search_text(self, language):
        body = self.text_in("note", language)
        return SearchText(title=self.title, summary=self.publisher, body=body, files=self.kept_files)

    @property
    def kept(self):
        """The copy that the register itself keeps, or none."""
        if not self.archive_name:
            return None
        size, pages = self.archive_size, self.archive_pages
        return KeptFile(self.archive_sha256, self.archive_name, self.archive_media_type, size, pages, self.language)  # type: ignore[arg-type]  # a copy has its size

    @property
    def kept_files(self):
        return (self.kept,) if self.kept else ()

    def brief(self):
        return Brief(dated=self.published_on)

    def structured_data(self):
        return {
            "@type": "CreativeWork",
            "publisher": self.publisher and {"@type": "Organization", "name": self.publisher},
            "datePublished": self.published_on and self.published_on.ends[0].text,
            "inLanguage": self.language,
            "url": self.url,
            "archivedAt": self.archive_url,
        }


class Passage(Part):
    """A place in a source: « L23 », « art. 8 »; a blank locator is the whole source."""

    owner_field = "source"
    dossier_key = ("at", "locator")

    source = models.ForeignKey(Source, models.CASCADE, related_name="passages", verbose_name=_("source"))
    locator = models.CharField(
        _("endroit"),
        max_length=80,
        blank=True,
        help_text=_("« L23 », « art. 8 » ; vide pour la source entière."),
    )

    class Meta(Part.Meta):
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["source", "locator"]
        constraints = [
            models.UniqueConstraint(fields=["source", "locator"], name="passage_once_per_source"),
        ]

    def __str__(self):
        return f"{self.source} — {self.locator}" if self.locator else str(self.source)


class Confidence(models.TextChoices):
    """How well a statement is established."""

    HIGH = (
        "high",
        _("élevée : deux éditeurs indépendants concordent, ou la source fait foi pour ce qu’elle affirme"),
    )
    MEDIUM = (
        "medium",
        _("moyenne : une source officielle ou d’agence, ou deux pages issues d’un même communiqué"),
    )
    LOW = "low", _("faible : une seule page secondaire, ou des sources contradictoires")


class Evidenced(models.Model):
    """A statement that rests on cited passages."""

    evidence = models.ManyToManyField(
        Passage,
        blank=True,
        verbose_name=_("preuves"),
        help_text=_("Les passages sur lesquels l’énoncé repose ; « + » ajoute une source ou un passage."),
    )
    confidence = models.CharField(_("confiance"), max_length=8, choices=Confidence, blank=True)

    class Meta:
        abstract = True


class Attested(Evidenced):
    """An evidenced statement that says when it was true and what to know about it."""

    as_of = PartialDateField(_("vrai au"), help_text=_("Date à laquelle l’énoncé est vrai ou affirmé."))
    note = models.TextField(_("remarque"), blank=True, help_text=_("Publiée avec la fiche."))

    dates_not_in_future: tuple[str, ...] = ("as_of",)

    class Meta(Evidenced.Meta):
        abstract = True
