"""The embedded server by hand, and only where there is one."""

import io

import pytest
from django.core.management import CommandError, call_command

from aes_site.embedded.cluster import Cluster
from aes_site.management.commands.database import Command


def test_a_server_that_is_not_ours_is_left_alone(settings):
    settings.EMBEDDED_CLUSTER = None

    with pytest.raises(CommandError, match="DATABASE_URL is set"):
        call_command(Command(), "stop")


def test_a_server_that_was_never_started_is_told_to_be_stopped(settings, tmp_path):
    settings.EMBEDDED_CLUSTER = Cluster(tmp_path / "postgres")
    output = io.StringIO()

    call_command(Command(), "status", stdout=output)

    assert output.getvalue().splitlines()[0] == "stopped"
