"""What the desk knows of the files it keeps and of the addresses it cites; readers' tables name files by hash."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import connection, models
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from archive.examination import EXTENSIONS, JPEG, PDF, PNG, WEBP

SHA256 = r"^[0-9a-f]{64}$"
FINGERPRINT = RegexValidator(SHA256, _("Une empreinte SHA-256 a 64 chiffres hexadécimaux."))
SHOWN_IN_BROWSER = {PDF, PNG, JPEG, WEBP}
UNDECIDED = """
SELECT sha256, traces FROM public.archive_storedfile
WHERE traces <> '[]' AND confirmed_at IS NULL AND (%(all)s OR sha256 = ANY(%(wanted)s))
"""
TEXTS = "SELECT sha256, text FROM public.archive_storedfile WHERE sha256 = ANY(%s) AND text <> ''"


@dataclass(frozen=True)
class KeptFile:
    """A file of the store as a record presents it: its fingerprint, and what readers are told of it."""

    sha256: str
    name: str
    media_type: str
    size: int
    pages: int | None = None
    language: str = ""

    @property
    def address_name(self) -> str:
        """The last part of its address: decoration, in ASCII."""
        stem, _dot, extension = self.name.rpartition(".")
        return f"{slugify(stem) or 'fichier'}.{extension}"

    @property
    def is_shown(self) -> bool:
        """Whether browsers may show it; they are told to save any other."""
        return self.media_type in SHOWN_IN_BROWSER

    def get_absolute_url(self) -> str:
        return reverse("file", args=[self.sha256, self.address_name])


def format_of(media_type: str) -> str:
    """« PDF », « DOCX »; of what is not ours to keep, its type as it is."""
    return EXTENSIONS[media_type].upper() if media_type in EXTENSIONS else media_type


class StoredFile(models.Model):
    """A file in the store: what it is, as found by opening it, and its text for searching."""

    sha256 = models.CharField(_("empreinte"), max_length=64, primary_key=True)
    media_type = models.CharField(_("type"), max_length=80)
    size = models.PositiveBigIntegerField(_("taille en octets"))
    pages = models.PositiveIntegerField(_("pages"), null=True)
    text = models.TextField(_("texte"), blank=True)
    traces = models.JSONField(_("contient aussi"), default=list)  # keys of `archive.traces.TRACES`
    reading = models.PositiveSmallIntegerField(
        _("version de la lecture"), default=1
    )  # `examination.READING` of its day
    confirmed_at = models.DateTimeField(_("à publier tel quel, confirmé le"), null=True)
    original = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="cleaned", verbose_name=_("original de cette copie nettoyée")
    )
    stored_at = models.DateTimeField(_("déposé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("fichier déposé")
        verbose_name_plural = _("fichiers déposés")
        ordering = ["-stored_at"]

    def __str__(self):
        return self.sha256


def texts_of(fingerprints: Iterable[str]) -> dict[str, str]:
    """The texts of stored files by fingerprint; one statement, on the desk whatever the search path."""
    wanted = list(fingerprints)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [wanted])
        return dict(cursor.fetchall())


def undecided(fingerprints: Iterable[str] | None = None) -> dict[str, list[str]]:
    """By fingerprint, what files hold that is not meant to be seen while nobody has decided on it; of all, or of these.

    One statement, on the desk whatever the search path; none for no file.
    """
    wanted = list(fingerprints or ())
    if fingerprints is not None and not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(UNDECIDED, {"all": fingerprints is None, "wanted": wanted})
        return {sha256: json.loads(traces) for sha256, traces in cursor.fetchall()}


class AddressCheck(models.Model):
    """What became of an address when it was last asked, and how often in a row it has not answered."""

    class Result(models.TextChoices):
        ALIVE = "alive", _("répond")
        MOVED = "moved", _("déplacée")
        UNCLEAR = "unclear", _("refuse les automates")
        FAILING = "failing", _("ne répond pas")
        DEAD = "dead", _("morte")

    url = models.URLField(_("adresse"), max_length=600, unique=True)
    checked_at = models.DateTimeField(_("vérifiée le"))
    result = models.CharField(_("résultat"), max_length=8, choices=Result)
    status = models.PositiveSmallIntegerField(_("réponse"), null=True)
    problem = models.CharField(_("problème"), max_length=200, blank=True)
    moved_to = models.CharField(_("nouvelle adresse"), max_length=600, blank=True)
    failures = models.PositiveIntegerField(_("échecs de suite"), default=0)

    class Meta:
        verbose_name = _("vérification d’adresse")
        verbose_name_plural = _("vérifications d’adresses")

    def __str__(self):
        return f"{self.url}\N{NO-BREAK SPACE}: {self.get_result_display()}"

    def as_words(self) -> str:
        """« morte (404), le 23/11/2026 »: all that is known, in one line."""
        why = str(self.status or self.problem)
        failures = ngettext("%(n)s échec", "%(n)s échecs de suite", self.failures) % {"n": self.failures}
        day = date_format(self.checked_at, "SHORT_DATE_FORMAT")
        facts = [f"{self.get_result_display()} ({why})", day, self.moved_to, failures if self.failures else ""]
        return ", ".join(filter(None, facts))


def upload_limit() -> int:
    """The size of a file that may be uploaded, in bytes."""
    return settings.UPLOAD_MAX_MB * 10**6


def worded_size(size: int) -> str:
    """« 1,2 Mo »: in decimal units, as telephones and file managers count."""
    if size < 1000:
        return ngettext("%(number)s octet", "%(number)s octets", size) % {"number": size}
    if size < 10**6:
        return gettext("%(number)s ko") % {"number": number_format(size / 1000, 0)}
    return gettext("%(number)s Mo") % {"number": number_format(size / 10**6, 1 if size % 10**6 else 0)}
