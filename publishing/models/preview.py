"""Addresses by which people without an account see a submission, what they opened, and what they think of it."""

import hashlib
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.models.revision import NAME_LENGTH
from publishing.models.submission import Submission


class PreviewLink(models.Model):
    """An address for people without an account, who see the site as a submission would make it.

    Only the fingerprint of its token is kept: the address itself is shown once.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="links")
    label = models.CharField(_("pour qui"), max_length=120)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    created_by_id = models.PositiveBigIntegerField(editable=False)
    created_by = models.CharField(_("créé par"), max_length=NAME_LENGTH, editable=False)
    created_at = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expire le"))
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, editable=False)
    asks_opinion = models.BooleanField(_("demander un avis"), default=False)

    class Meta:
        verbose_name = _("lien d’aperçu")
        verbose_name_plural = _("liens d’aperçu")
        ordering = ["-created_at"]

    def __str__(self):
        return self.label

    @staticmethod
    def fingerprint(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    def is_open(self, now: datetime) -> bool:
        """Whether it still leads anywhere: neither expired nor revoked, about something still pending."""
        return self.revoked_at is None and now < self.expires_at and self.submission.is_pending


class PreviewOpening(models.Model):
    """A page that was opened through a preview link."""

    link = models.ForeignKey(PreviewLink, models.PROTECT, related_name="openings")
    at = models.DateTimeField(_("date"), default=timezone.now)
    path = models.CharField(_("page"), max_length=300)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.path


class Opinion(models.Model):
    """What somebody without an account thinks of what a preview link showed them."""

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("d’accord")
        COMMENTS = "comments", _("remarque")

    link = models.ForeignKey(PreviewLink, models.PROTECT, related_name="opinions")
    verdict = models.CharField(_("avis"), max_length=10, choices=Verdict)
    name = models.CharField(_("nom"), max_length=120)
    text = models.TextField(_("remarque"), blank=True, max_length=5000)
    at = models.DateTimeField(_("date"), default=timezone.now)

    class Meta:
        verbose_name = _("avis")
        verbose_name_plural = _("avis")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.name} : {self.get_verdict_display()}"
