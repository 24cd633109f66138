"""What `manage.py backup` refuses before anything is begun."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.management.commands.backup import Command


def test_unknown_scheme_and_keeping_nothing_are_refused(db):
    with pytest.raises(CommandError, match=r"No target is known for s3://: name its class in BACKUP_TARGETS"):
        call_command(Command(), "s3://bucket/register")
    with pytest.raises(CommandError, match="Keep one backup at least"):
        call_command(Command(), "/tmp/never-made", "--keep", "0")


def test_site_runs_without_the_library_of_encryption():
    block = "import sys; sys.modules['pyrage'] = None; import django; django.setup();"
    ask = (
        "from django.core.management import call_command, CommandError\n"
        "try: call_command('backup', '/tmp/never-made', recipient=['age1x'])\n"
        "except CommandError as error: print(error)"
    )
    said = subprocess.check_output([sys.executable, "-c", f"{block}\n{ask}"], cwd=settings.BASE_DIR, text=True)

    assert "make install-backup" in said
