"""Who has lost device and codes gets back in."""

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.management.commands.remove_second_factor import Command
from tests.accounts.people import is_in, log_in, with_device

pytestmark = pytest.mark.django_db


def test_a_lost_device_is_removed_with_the_sessions(account, visitor):
    user = account("racine", is_superuser=True)
    log_in(visitor, "racine")
    with_device(user)

    call_command(Command(), "racine")

    assert not TOTPDevice.objects.exists()
    assert not is_in(visitor)


def test_an_account_that_is_none_is_said():
    with pytest.raises(CommandError, match="There is no account “personne”"):
        call_command(Command(), "personne")
