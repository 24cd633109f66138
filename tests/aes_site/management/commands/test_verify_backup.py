"""What `manage.py verify_backup` says of a place that holds no backup."""

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.verify_backup import Command


def test_a_place_without_a_backup_is_said(tmp_path):
    with pytest.raises(CommandError, match=f"Not proven: There is no backup in {tmp_path}"):
        call_command(Command(), str(tmp_path))
