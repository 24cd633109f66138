"""What `manage.py restore` says of a place that holds no backup."""

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.restore import Command


def test_a_place_without_a_backup_is_said(tmp_path):
    with pytest.raises(CommandError, match=f"Not restored: There is no backup in {tmp_path}"):
        call_command(Command(), str(tmp_path))
