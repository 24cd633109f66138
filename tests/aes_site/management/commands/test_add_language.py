"""Adding a language, tried on a scratch copy of the project: Hausa, which Django does not know."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection

from aes_site.management.commands.add_language import Command

LEFT_OUT = (".venv", "var", ".git", "__pycache__", "*.mo", "node_modules")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project's files in a folder of their own, without its database."""
    folder = tmp_path_factory.mktemp("copy") / "register"
    shutil.copytree(settings.BASE_DIR, folder, ignore=shutil.ignore_patterns(*LEFT_OUT, "tests"))
    return folder


def manage(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run a command of the copy, against no database: it must not need one to add a language."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "aes_site.settings",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "VAR": str(folder / "var"),
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def added(copy):
    return manage(copy, "add_language", "ha")


def test_adding_a_language_declares_it_and_makes_its_columns(copy, added):
    assert added.returncode == 0, added.stderr
    assert '    ("ha", "Hausa"),\n' in (copy / "aes_site" / "localization" / "languages.py").read_text()
    for app in ("sources", "institutions", "summits", "aes_site"):
        (migration,) = (copy / app / "migrations").glob("*_language_ha.py")
        assert "_ha'" in migration.read_text()
    assert manage(copy, "makemigrations", "--check", "--dry-run").returncode == 0


def test_adding_a_language_says_what_is_left_to_do(added):
    left = re.search(r"locale/ha/LC_MESSAGES/django.po, (\d+) texts", added.stdout)
    assert int(left[1]) > 100
    for duty in ("migrate", "someone who speaks the language", "PUBLIC_LANGUAGES"):
        assert duty in added.stdout


def test_a_language_that_is_added_twice_stays_as_it_is(copy, added):
    before = (copy / "aes_site" / "localization" / "languages.py").read_text()
    again = manage(copy, "add_language", "ha")
    assert again.returncode == 0, again.stderr
    assert "No changes detected" in again.stdout
    assert (copy / "aes_site" / "localization" / "languages.py").read_text() == before


@pytest.mark.long
@pytest.mark.django_db
def test_a_language_with_a_hyphen_works_at_the_desk(tmp_path):
    folder = tmp_path / "register"
    shutil.copytree(settings.BASE_DIR, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    added = manage(folder, "add_language", "ff-adlm")
    assert added.returncode == 0, added.stderr
    assert "locale/ff_Adlm/LC_MESSAGES/django.po" in added.stdout
    assert manage(folder, "check").returncode == 0

    server = connection.settings_dict
    address = urlencode({"host": server["HOST"], "port": server["PORT"], "password": server["PASSWORD"]})
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{server['USER']}@/postgres?{address}",
        "TEST_RUN": f"{settings.RUN}_hyphen",
        "VAR": str(folder / "var"),
    }
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/desk/hyphenated_language.py"]
    ran = subprocess.run(tests, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "4 passed" in ran.stdout


def test_an_unknown_language_is_refused_in_words(copy):
    refused = manage(copy, "add_language", "xx-nowhere")
    assert refused.returncode == 1
    assert "“xx-nowhere” is not known" in refused.stderr
    assert "xx-nowhere" not in (copy / "aes_site" / "localization" / "languages.py").read_text()


def test_what_is_left_to_do_is_told_of_the_language():
    told = Command().summary("ar")

    assert (told["name"], told["folder"].as_posix()) == ("Arabic", "locale/ar")
    assert told["direction"] == "written right to left"
