"""Documents, their numbered points, their files, and what each state did with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models import FINGERPRINT, SHA256, KeptFile
from institutions.models.person import Person
from institutions.models.vocabulary import Pillar, Place, State
from publishing.models import (
    Brief,
    CitedAs,
    Facets,
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


@publishable(parts=["DocumentFile", "Point", "Ratification"])
class Document(Attested, Record):
    """A text: charter, treaty, protocol, communiqué, record of conclusions…"""

    class Kind(models.TextChoices):
        CHARTER = "charter", _("charte")
        TREATY = "treaty", _("traité")
        PROTOCOL = "protocol", _("protocole additionnel")
        DECISION = "decision", _("décision")
        DECLARATION = "declaration", _("déclaration")
        COMMUNIQUE = "communique", _("communiqué")
        MINUTES = "minutes", _("relevé des conclusions")
        RULES = "rules", _("règlement intérieur")
        STATUTES = "statutes", pgettext_lazy("document", "statuts")
        AGREEMENT = "agreement", _("accord")
        ROADMAP = "roadmap", _("feuille de route")
        REPORT = "report", _("rapport")
        DRAFTS = "drafts", _("projets de textes")
        NATIONAL_ACT = "national_act", _("acte national")

    class TextState(models.TextChoices):
        IN_PREPARATION = "in_preparation", _("en préparation")
        ADOPTED_AS_DRAFT = "adopted_as_draft", _("projet adopté")
        APPROVED_BY_MINISTERS = "approved_by_ministers", _("validé par les ministres")
        APPROVED = "approved", _("approuvé")
        ADOPTED = "adopted", _("adopté")
        SIGNED = "signed", _("signé")
        PUBLISHED = "published", _("publié")
        IN_USE = "in_use", _("appliqué")

    BINDING = {
        Kind.CHARTER,
        Kind.TREATY,
        Kind.PROTOCOL,
        Kind.DECISION,
        Kind.AGREEMENT,
        Kind.RULES,
        Kind.STATUTES,
        Kind.NATIONAL_ACT,
    }
    ADOPTED = {TextState.ADOPTED, TextState.SIGNED, TextState.PUBLISHED, TextState.IN_USE}

    reference_prefix = "T"
    tree_field = "parent"
    list_view = "institutions:document-list"
    detail_view = "institutions:document-detail"
    own_date_field = "dated"
    calendar_filter = None

    kind = models.CharField(_("nature"), max_length=16, choices=Kind)
    name = models.CharField(_("titre"), max_length=300)
    other_names = models.CharField(_("autres titres"), max_length=300, blank=True)
    dated = PartialDateField(_("date du texte"))
    date_note = models.CharField(_("précision sur la date"), max_length=300, blank=True)
    text_state = models.CharField(_("état du texte"), max_length=24, choices=TextState)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("lieu")
    )
    state = models.ForeignKey(
        State,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("État"),
        help_text=_("Pour un acte national."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("texte de rattachement"),
        help_text=_("Le traité dont un protocole est additionnel ; la feuille de route dont un texte relève."),
    )
    submitted_to = models.ForeignKey(
        "institutions.Organ",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("soumis à"),
    )
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("pilier")
    )
    signatory = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_documents",
        verbose_name=_("signataire"),
    )
    summary = RichTextField(_("présentation"), blank=True)
    in_force = PartialDateField(_("entrée en vigueur"))
    in_force_note = models.CharField(_("précision sur l’entrée en vigueur"), max_length=300, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-dated_last", "slug"]

    def search_text(self, language):
        points = "\n".join(point.text_in("text", language) for point in self.points.all())
        return SearchText(
            title=self.text_in("name", language),
            summary=self.plain_text_in("summary", language),
            body="\n".join([self.text_in("other_names", language), points]),
            files=self.kept_files,
        )

    @property
    def kept_files(self):
        return tuple(file.kept for file in self.files.all() if file.kept)

    def facets(self):
        return Facets(
            pillar=self.pillar.key if self.pillar else "",
            organs=(self.submitted_to.slug,) if self.submitted_to else (),
            states=(self.state.code,) if self.state else (),
            year=self.year,
        )

    @property
    def status_text(self):
        return str(self.get_text_state_display())

    @property
    def cited_as(self):  # type: ignore[override]  # each record has its own
        if self.text_state not in self.ADOPTED:
            return CitedAs.PAGE
        return CitedAs.LEGISLATION if self.kind in self.BINDING else CitedAs.REPORT

    def brief(self):
        return Brief(
            said=localized_plain_text(self, "summary"),
            who=title_of(self.parent) or title_of(self.submitted_to),
            under=title_of(self.parent),
            where=localized_plain_text(self.place, "name"),
            dated=self.dated,
        )

    def structured_data(self):
        described = {
            "description": localized_plain_text(self, "summary"),
            "dateCreated": self.dated and self.dated.ends[-1].text,
        }
        if self.cited_as is not CitedAs.LEGISLATION:
            return {"@type": "DigitalDocument", **described}
        kind = {"legislationType": self.get_kind_display(), "legislationDate": described["dateCreated"]}
        return {"@type": "Legislation", **described, **kind}


class DocumentFile(Part):
    """One language of a document: its address elsewhere, the copy that the register keeps, or both.

    `name` is that of the copy, and blank without one; fingerprint, size and pages may be those of a file elsewhere.
    A copy that the register has cleaned names the fingerprint of its original, which stays on the desk.
    """

    owner_field = "document"
    copy_fields = ("name", "media_type", "size", "pages", "sha256", "original_sha256")

    document = models.ForeignKey(Document, models.CASCADE, related_name="files", verbose_name=_("document"))
    language = models.CharField(_("langue"), max_length=8, default="fr")
    url = models.URLField(_("adresse"), max_length=600, blank=True)
    name = models.CharField(_("nom du fichier"), max_length=120, blank=True)
    media_type = models.CharField(_("type"), max_length=80, default="application/pdf")
    size = models.PositiveBigIntegerField(_("taille en octets"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, validators=[FINGERPRINT])
    original_sha256 = models.CharField(
        _("empreinte de l’original"), max_length=64, blank=True, validators=[FINGERPRINT]
    )

    class Meta(Part.Meta):
        verbose_name = _("fichier")
        verbose_name_plural = _("fichiers")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["document", "language"], name="one_file_per_language"),
            models.CheckConstraint(
                condition=~models.Q(url="", name=""),
                name="document_file_is_somewhere",
                violation_error_message=_("Un fichier a une adresse ou une copie déposée."),
            ),
            models.CheckConstraint(
                condition=models.Q(name="") | models.Q(sha256__regex=SHA256, size__isnull=False),
                name="document_file_kept_whole",
                violation_error_message=_("Une copie déposée a son empreinte et sa taille."),
            ),
        ]

    def __str__(self):
        return f"{self.document} ({self.language})"

    @property
    def kept(self):
        """The copy that the register keeps, or none."""
        if not self.name:
            return None
        return KeptFile(self.sha256, self.name, self.media_type, self.size, self.pages, self.language)  # type: ignore[arg-type]  # a copy has its size


class Point(Evidenced, Part):
    """A point of a document, citable by its number when the text numbers it."""

    owner_field = "document"

    class Kind(models.TextChoices):
        DECISION = "decision", _("décision")
        COMMITMENT = "commitment", _("engagement")
        RECOMMENDATION = "recommendation", _("recommandation")
        STATEMENT = "statement", _("prise de position")
        CONGRATULATION = "congratulation", _("félicitations")
        CONTENT = "content", _("contenu rapporté")
        SUBJECT = "subject", _("sujet traité")

    document = models.ForeignKey(Document, models.CASCADE, related_name="points", verbose_name=_("document"))
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    number = models.CharField(
        _("numéro imprimé"), max_length=12, blank=True, help_text=_("Vide si le texte ne le numérote pas.")
    )
    kind = models.CharField(_("nature"), max_length=16, choices=Kind)
    text = models.TextField(_("texte"))
    page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], condition=~models.Q(number=""), name="point_number_once"
            ),
            models.UniqueConstraint(
                fields=["document", "position"],
                name="point_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}" if self.number else self.text


class Ratification(Attested, Part):
    """What one state did to be bound by a text."""

    owner_field = "document"

    class Act(models.TextChoices):
        SIGNED = "signed", _("signé")
        BILL = "bill", _("projet de loi adopté en Conseil des ministres")
        AUTHORISED = "authorised", _("ratification autorisée par le parlement")
        RATIFIED = "ratified", _("ratifié")
        DEPOSITED = "deposited", _("instrument déposé")
        NOT_FOUND = "not_found", _("aucun acte trouvé")

    document = models.ForeignKey(Document, models.CASCADE, related_name="ratifications", verbose_name=_("document"))
    state = models.ForeignKey(State, models.PROTECT, related_name="ratifications", verbose_name=_("État"))
    act = models.CharField(_("acte"), max_length=12, choices=Act)
    dated = PartialDateField(_("date"))
    text = models.TextField(_("énoncé"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("ratification")
        verbose_name_plural = _("ratifications")
        ordering = ["state__code", "dated_last"]
        constraints = [models.UniqueConstraint(fields=["document", "state", "act"], name="ratification_act_once")]

    def __str__(self):
        return f"{self.state} : {self.get_act_display()}"
