"""The way back in for who has lost device and codes."""

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.management.commands.remove_second_factor import Command
from tests.accounts.people import with_device

pytestmark = pytest.mark.django_db


def test_command_removes_a_lost_device(account):
    with_device(account("racine", is_superuser=True))

    call_command(Command(), "racine")

    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError, match="There is no account “personne”"):
        call_command(Command(), "personne")
