"""The desk's own tables of review: who asked for what to appear, and who agreed.

What the database itself refuses is in migration `review_rules`; docs/decisions/0015-history.md says why.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.models.revision import NAME_LENGTH, Frozen
from publishing.withdrawal_reasons import in_one


class SubmissionQuerySet(models.QuerySet):
    """Submissions by what remains to be done about them."""

    def pending(self):
        """Those that still may lead to something."""
        return self.filter(state__in=Submission.PENDING)

    def to_review(self):
        return self.filter(state=Submission.State.OPEN)

    def of(self, user):
        """Those that the user made."""
        return self.filter(submitted_by_id=user.pk)

    def for_review_by(self, user):
        """Those that the user may decide about: neither made nor written by them."""
        return self.to_review().exclude(submitted_by_id=user.pk).exclude(authors__user_id=user.pk)

    def due(self, now):
        """Those whose hour has come, in the order in which they are to appear."""
        return self.filter(state=Submission.State.SCHEDULED, due_at__lte=now).order_by("due_at", "pk")

    def overdue(self, now):
        """Those whose hour passed before somebody agreed to them: they appear when they are given another."""
        return self.filter(state__in=Submission.WITHOUT_HOUR, due_at__lte=now)


class Submission(models.Model):
    """Records frozen as their editor wants them to appear (or leave), for somebody else to decide about.

    Nobody approves what they submitted or wrote: the database refuses it, whoever asks.
    """

    class Action(models.TextChoices):
        PUBLISH = "publish", _("publication")
        WITHDRAW = "withdraw", _("retrait")

    class State(models.TextChoices):
        OPEN = "open", _("à relire")
        APPROVED = "approved", _("approuvée")
        SCHEDULED = "scheduled", _("programmée")
        FAILED = "failed", _("échouée")
        PUBLISHED = "published", _("exécutée")
        REFUSED = "refused", _("refusée")
        SENT_BACK = "sent_back", _("renvoyée")
        CANCELLED = "cancelled", _("annulée")

    PENDING = (State.OPEN, State.APPROVED, State.SCHEDULED, State.FAILED)
    WITHOUT_HOUR = (State.OPEN, State.APPROVED)  # that of an approved one, if it has any, had passed by then
    AGREED = (State.APPROVED, State.SCHEDULED, State.FAILED, State.PUBLISHED)

    action = models.CharField(_("opération"), max_length=10, choices=Action, default=Action.PUBLISH)
    title = models.CharField(_("titre du lot"), max_length=200, blank=True)
    note = models.TextField(_("quoi et pourquoi"))
    signal = models.JSONField(_("phrase pour les abonnés"), default=dict, blank=True)
    reason = models.JSONField(_("motif montré aux lecteurs"), default=dict, blank=True)
    sha256 = models.CharField(max_length=64, editable=False)
    submitted_by_id = models.PositiveBigIntegerField(editable=False)
    submitted_by = models.CharField(_("soumise par"), max_length=NAME_LENGTH, editable=False)
    submitted_at = models.DateTimeField(_("soumise le"), default=timezone.now, editable=False)
    reviewer_id = models.PositiveBigIntegerField(null=True, blank=True)
    reviewer = models.CharField(_("relecteur demandé"), max_length=NAME_LENGTH, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.OPEN)
    decided_by_id = models.PositiveBigIntegerField(null=True, editable=False)
    decided_by = models.CharField(_("décidée par"), max_length=NAME_LENGTH, blank=True, editable=False)
    decided_at = models.DateTimeField(_("décidée le"), null=True, editable=False)
    comment = models.TextField(_("commentaire"), blank=True)
    cancelled_by_id = models.PositiveBigIntegerField(null=True, editable=False)
    cancelled_by = models.CharField(_("annulée par"), max_length=NAME_LENGTH, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("annulée le"), null=True, editable=False)
    cancellation = models.TextField(_("motif de l’annulation"), blank=True)
    due_at = models.DateTimeField(_("échéance"), null=True, blank=True)
    zone = models.CharField(_("fuseau horaire"), max_length=40, blank=True)
    carried_out_at = models.DateTimeField(_("exécutée le"), null=True, editable=False)
    version = models.PositiveBigIntegerField(_("version du contenu"), null=True, editable=False)
    failure = models.TextField(_("échec"), blank=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("soumission")
        verbose_name_plural = _("soumissions")
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="submission_due")]
        permissions = [
            ("submit_records", _("Peut soumettre des fiches à relecture")),
            ("review_submissions", _("Peut approuver ou refuser les soumissions des autres")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="submission_says_why"),
            models.CheckConstraint(
                condition=~Q(
                    state__in=["approved", "failed", "published", "scheduled"],  # AGREED
                )
                | (Q(decided_by_id__isnull=False) & ~Q(decided_by_id=F("submitted_by_id"))),
                name="submission_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(due_at__isnull=False), name="scheduled_submission_has_hour"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="failed_submission_says_why"),
        ]

    def __str__(self):
        return self.title or self.note.split("\n", 1)[0][:80]

    @property
    def reason_in_words(self) -> str:
        """The reason in every language it is given in."""
        return in_one(self.reason)

    @property
    def local_due(self) -> datetime | None:
        """The hour at which it is due, as clocks show it where the editor said."""
        return self.due_at and timezone.localtime(self.due_at, ZoneInfo(self.zone or "UTC"))

    @property
    def is_pending(self) -> bool:
        return self.state in self.PENDING

    @property
    def is_overdue(self) -> bool:
        return bool(self.state in self.WITHOUT_HOUR and self.due_at and self.due_at <= timezone.now())

    @property
    def proposed_hour(self) -> datetime | None:
        """In place of the hour that has passed, the next day on which clocks there show it again."""
        if self.local_due is None or self.due_at is None:
            return None
        return self.local_due + timedelta(days=(timezone.now() - self.due_at).days + 1)


class SubmissionItem(Frozen):
    """One record of a submission, as it was submitted; `base_sha256` is what readers saw then, blank if nothing.

    `is_pending` follows the state of the submission (a trigger keeps it): a record waits in one at a time.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="items")
    base_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    is_pending = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("fiche soumise")
        verbose_name_plural = _("fiches soumises")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id"], condition=Q(is_pending=True), name="record_submitted_once"
            ),
        ]

    def __str__(self):
        return str(self.record or self.record_id)


class SubmissionAuthor(models.Model):
    """Somebody who wrote something of what is submitted: they may not approve it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="authors")
    user_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["submission", "user_id"], name="submission_author_once")]

    def __str__(self):
        return self.name
