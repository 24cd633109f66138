"""The command line when something goes wrong that is not the site's fault: a line, and no traceback."""

import errno
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings


def environment(tmp_path, **more):
    own = {"VAR": str(tmp_path), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "aes_site.settings"}
    return os.environ | own | more


def manage(tmp_path, *arguments, **more):
    """What the command wrote to its error stream, and how it ended."""
    command = [sys.executable, "manage.py", *arguments]
    ran = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment(tmp_path, **more), capture_output=True, text=True, check=False
    )
    return ran.stderr, ran.returncode


def test_a_reader_that_leaves_is_no_error_to_be_told(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)

    ran = subprocess.run(
        [sys.executable, "manage.py", "database", "status"],
        cwd=settings.BASE_DIR,
        env=environment(tmp_path),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)

    assert ran.stderr == ""


@pytest.mark.parametrize("command", [["migrate"], ["database", "start"], ["serve", "--port", "0"], ["build_pack"]])
def test_a_folder_that_cannot_be_written_is_named(tmp_path, command):
    var = tmp_path / "a-file-in-its-place"
    var.touch()

    said, status = manage(var, *command)

    assert (said, status) == (f"{var}: {os.strerror(errno.EEXIST)}\n", 1)


def test_a_setting_that_makes_no_sense_and_a_database_that_is_away_are_told_in_one_line(tmp_path):
    unknown, _status = manage(tmp_path, "migrate", SITE="all")
    away, status = manage(tmp_path, "publish_due", DATABASE_URL="postgresql://aes@127.0.0.1:1/aes")

    assert unknown == "SITE is “all”: write both, desk, public or edge\n"
    assert "Connection refused" in away
    assert (away.count("\n"), status) == (1, 1)


def test_all_that_is_known_is_told_to_who_asks(tmp_path):
    said, _status = manage(tmp_path, "migrate", "--traceback", SITE="all")

    assert said.startswith("Traceback")


def test_ctrl_c_ends_a_command_with_a_word(tmp_path):
    script = "import time; print('waiting', flush=True); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", script],
        cwd=settings.BASE_DIR,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored where tests run in the background
    )
    assert process.stdout.readline() == "waiting\n"

    process.send_signal(signal.SIGINT)

    assert process.communicate(timeout=30) == ("", "\nInterrupted.\n")
    assert process.returncode == 130


def test_a_host_that_the_site_does_not_answer_to_is_one_line_of_the_log(tmp_path):
    (tmp_path / "static").mkdir()
    ask = (
        "from django.test import Client;"
        "print(Client(raise_request_exception=False).get('/fr/', headers={'host': 'ailleurs.example'}).status_code)"
    )

    said, _status = manage(tmp_path, "shell", "-v", "0", "-c", ask)

    assert said.count("\n") == 1
    assert "Invalid HTTP_HOST header: 'ailleurs.example'" in said
