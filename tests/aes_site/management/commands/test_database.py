"""The embedded server by hand: shown, and refused where the database is somebody else's."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.database import Command


def test_status_says_where_everything_lies(settings):
    cluster, output = settings.EMBEDDED_CLUSTER, StringIO()

    call_command(Command(), "status", stdout=output)

    shown = dict(line.split(maxsplit=1) for line in output.getvalue().splitlines()[1:])
    assert (shown["data"], shown["log"]) == (str(cluster.data), str(cluster.log))
    assert str(cluster.socket_directory) in shown["connect"]


def test_server_of_somebody_else_is_left_alone(settings):
    settings.EMBEDDED_CLUSTER = None

    with pytest.raises(CommandError, match="not ours to start or stop"):
        call_command(Command(), "stop")
