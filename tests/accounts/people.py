"""What people of the desk type to get in."""

from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from tests.accounts.conftest import PASSWORD

LOGIN = "/admin/login/"
CODE = "/admin/code/"
ENROLMENT = "/admin/second-facteur/"
SESSIONS = "/admin/sessions/"


def log_in(client, name, password=PASSWORD, **headers):
    return client.post(LOGIN, {"username": name, "password": password}, **headers)


def is_in(client) -> bool:
    """Whether pages of the desk are shown."""
    return client.get(reverse("admin:index")).status_code == 200


def code_of(device, *, steps=0) -> str:
    """What the device shows, so many half minutes from now."""
    return f"{totp(device.bin_key, drift=steps):06}"


def with_device(user) -> TOTPDevice:
    """Give an account a device, as if added long ago."""
    device = second_factor.device_to_confirm(user)
    device.confirmed = True
    device.save()
    return device


def wrong_code(device) -> str:
    """A code that the device shows neither now nor soon."""
    right = {code_of(device, steps=steps) for steps in range(-3, 4)}
    return next(
        code for code in ("111111", "222222", "333333", "444444", "555555", "666666", "777777") if code not in right
    )
