"""Types are checked in every room, and whatever is left out says why (`make types`, pyproject.toml)."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PROJECT = (ROOT / "pyproject.toml").read_text()
LOOKED_AT = tomllib.loads(PROJECT)["tool"]["mypy"]["packages"]
LEFT_OUT = {"bench", "tests"}
IGNORED = re.compile(r"# type: ignore(?P<told>.*)")
WITH_REASON = re.compile(r"\[[a-z, -]+\]  # \w.+")


def test_every_room_is_looked_at():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert set(LOOKED_AT) == rooms - LEFT_OUT


def test_every_ignore_names_what_it_ignores_and_says_why():
    lines = [
        line for room in LOOKED_AT for path in (ROOT / room).rglob("*.py") for line in path.read_text().splitlines()
    ]
    told = [found["told"] for line in lines if (found := IGNORED.search(line))]

    assert told
    assert [text for text in told if not WITH_REASON.fullmatch(text)] == []


def test_every_kind_of_error_left_out_says_why():
    lists = re.findall(r"^disable_error_code = \[\n(.*?)^\]", PROJECT, re.MULTILINE | re.DOTALL)
    lines = [line for body in lists for line in body.splitlines()]

    assert lines
    assert [line for line in lines if not re.fullmatch(r'    ("[a-z-]+", ?)+ +# .+', line)] == []
