"""What the desk remembers of its accounts, beside Django's own tables."""

import hashlib
import secrets

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device


class Preference(models.Model):
    """In which language somebody works: their mail is written in it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference")
    language = models.CharField(_("langue de l’interface"), max_length=12)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.language


class Attempt(models.Model):
    """Somebody tried to get in: kept for as long as it counts (`accounts.throttle`), and forgotten on success.

    `account` is what was typed, whether or not there is such an account; `address` is empty where the
    address of the connection says nothing about who is behind it.
    """

    class Kind(models.TextChoices):
        LOGIN = "login", _("mot de passe")
        CODE = "code", _("code")
        RESET = "reset", _("nouveau mot de passe")

    kind = models.CharField(_("essai"), max_length=5, choices=Kind)
    account = models.CharField(_("compte"), max_length=254)
    address = models.GenericIPAddressField(_("adresse"), null=True)
    at = models.DateTimeField(_("date"), default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "account", "-at"], name="attempts_at_account"),
            models.Index(fields=["kind", "address", "-at"], name="attempts_from_address"),
        ]

    def __str__(self):
        return f"{self.kind} {self.account} {self.at:%F %T}"


class Session(AbstractBaseSession):
    """A browser that is signed in; removing the row closes it. Its columns repeat what the session itself holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    address = models.GenericIPAddressField(_("adresse"), null=True)
    agent = models.CharField(_("navigateur"), max_length=300, blank=True)
    started_at = models.DateTimeField(_("ouverte le"))
    seen_at = models.DateTimeField(_("dernière activité"))

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()
        verbose_name = _("session")  # type: ignore[assignment]  # Django’s own is lazy too
        verbose_name_plural = _("sessions")  # type: ignore[assignment]  # Django’s own is lazy too

    @property
    def number(self) -> str:
        """What names the session without opening it, unlike its key."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:16]


def new_salt() -> str:
    return secrets.token_hex(16)


class RecoveryDevice(Device):
    """The codes on paper of an account: each lets its owner in once, and only fingerprints of them are kept.

    A code has forty bits of chance: scrypt makes trying them all cost years. One salt for the codes of a device
    lets one fingerprint tell which of them was typed, if any.
    """

    salt = models.CharField(max_length=32, default=new_salt)

    class Meta:
        default_permissions = ()

    def fingerprint(self, code: str) -> str:
        return hashlib.scrypt(code.encode(), salt=self.salt.encode(), n=2**14, r=8, p=1, dklen=32).hex()

    def verify_token(self, token: str) -> bool:
        """Use up the code, if it is one of these."""
        used, _by_model = self.codes.filter(fingerprint=self.fingerprint(token)).delete()
        return used > 0


class RecoveryCode(models.Model):
    """A code on paper that has not been used yet, as the fingerprint that its device makes of it."""

    device = models.ForeignKey(RecoveryDevice, models.CASCADE, related_name="codes")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.fingerprint[:8]
