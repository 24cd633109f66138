"""`manage.py serve` and `manage.py demo`: what they say, and how they end."""

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from aes_site.embedded.cluster import Cluster, ClusterError
from aes_site.management.commands import serve
from aes_site.management.steps import Steps

NAMES = ["auteur", "traduction-en", "relecture", "publication", "administration"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_busy_port_is_refused_before_anything_is_done():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(CommandError, match="is not free"):
        call_command(serve.Command(), port=other.getsockname()[1])


def test_steps_say_where_they_are_and_how_long_it_took():
    stream = io.StringIO()
    steps = Steps(OutputWrapper(stream), total=2)

    with steps.step("tables"):
        pass

    assert re.fullmatch(r"1/2 tables … 0\.0 s\n", stream.getvalue())


class Demo:
    """A demonstration in a directory of its own, from start to Ctrl-C."""

    def __init__(self, var):
        self.var, self.port = var, free_port()

    def __enter__(self):
        command = [sys.executable, "manage.py", "demo", "--port", str(self.port)]
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=kept | {"VAR": str(self.var), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = "".join(iter(self.process.stdout.readline, "Ctrl-C stops it.\n"))
        return self

    def __exit__(self, *error):
        os.killpg(self.process.pid, signal.SIGINT)  # as a terminal does
        self.said += self.process.communicate(timeout=30)[0]

    def get(self, path):
        """The status of an answer; the first one may take the workers a moment."""
        for _attempt in range(50):
            try:
                return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}").status
            except ConnectionError:
                time.sleep(0.1)
            except urllib.error.URLError as error:
                if not isinstance(error.reason, ConnectionError):
                    raise
                time.sleep(0.1)
        raise TimeoutError(path)


@pytest.mark.long
def test_demo_serves_content_and_desk_and_leaves_nothing_running(tmp_path_factory):
    var = tmp_path_factory.getbasetemp() / "demo"
    with Demo(var) as first:
        assert first.get("/fr/") == 200
        assert first.get("/admin/login/") == 200
    assert first.process.returncode == 0
    assert re.findall(r"^Account ([\w-]+), password \S{16}$", first.said, re.MULTILINE) == NAMES
    assert Cluster(var / "postgres").postmaster is None

    with Demo(var) as second:
        assert second.get("/fr/") == 200
    assert second.said.count("password as before") == len(NAMES)


def test_a_server_of_the_database_that_cannot_start_is_told_in_words():
    with pytest.raises(CommandError, match="no room"), serve.in_words():
        raise ClusterError("no room")
