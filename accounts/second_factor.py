"""The second factor: a code from a device beside the password, and codes on paper for the day it is lost."""

import secrets
from base64 import b32encode

from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryCode, RecoveryDevice

RECOVERY_CODES = 10
CODE_BYTES = 5  # eight letters and digits
DIGITS = 6

# Whoever may do one of these can do harm with a password alone.
COMPELLING = ("publishing.publish_records", "auth.change_user")


def is_required(user) -> bool:
    """Whether the account must have a second factor to enter."""
    return settings.SECOND_FACTOR_REQUIRED and any(map(user.has_perm, COMPELLING))


def has_device(user) -> bool:
    return TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists()


def is_satisfied(user) -> bool:
    """Whether somebody who gave their password may go on: with their code, or if they need none."""
    had_device = user.has_device if hasattr(user, "has_device") else has_device(user)  # accounts.backends
    return user.is_verified() or not (had_device or is_required(user))


def verify(user, code: str):
    """The device that accepts a code, which is then used up; none if none does.

    Six digits are the device's, anything else one of the codes on paper.
    """
    code = "".join(code.split()).replace("-", "").lower()
    kind = TOTPDevice if code.isdecimal() and len(code) == DIGITS else RecoveryDevice
    with transaction.atomic():
        devices = kind.objects.devices_for_user(user, confirmed=True).select_for_update()
        return next((device for device in devices if device.verify_token(code)), None)


def device_to_confirm(user) -> TOTPDevice:
    """The device that somebody is about to add: its secret stays the same until it is confirmed."""
    device = TOTPDevice.objects.filter(user_id=user.pk, confirmed=False).first()
    return device or TOTPDevice.objects.create(user_id=user.pk, name="totp", confirmed=False)


def confirm(user, code: str) -> TOTPDevice | None:
    """Add the device if it shows the right code."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().get(pk=device_to_confirm(user).pk)
        if not device.verify_token("".join(code.split())):
            return None
        device.confirmed = True
        device.save()
        return device


def new_recovery_codes(user) -> list[str]:
    """Codes that work once each, in the place of those there were."""
    with transaction.atomic():
        RecoveryDevice.objects.filter(user_id=user.pk).delete()
        device = RecoveryDevice.objects.create(user_id=user.pk, name="recovery")
        codes = [b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower() for _n in range(RECOVERY_CODES)]
        RecoveryCode.objects.bulk_create(
            RecoveryCode(device=device, fingerprint=device.fingerprint(code)) for code in codes
        )
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def recovery_codes_left(user) -> int:
    return RecoveryCode.objects.filter(device__user_id=user.pk).count()


def remove(user) -> None:
    """Go back to the password alone."""
    for kind in (TOTPDevice, RecoveryDevice):
        kind.objects.filter(user_id=user.pk).delete()
