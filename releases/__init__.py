"""The releases of the register, and what each promised its readers: addresses, feed entries, editions, facts.

A release is spoken to through its own `manage.py`, over HTTP and in SQL; no module of the site is imported here,
so this works from one release to another whatever moved between them. See docs/releases.md.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Release:
    """A state of the code that was released; `commit` is its full hash, `date` the day of it in UTC."""

    version: str
    commit: str
    date: date


def named_releases() -> list[Release]:
    """Those that `releases.toml` names, oldest first."""
    with (Path(__file__).parent / "releases.toml").open("rb") as file:
        return [Release(**entry) for entry in tomllib.load(file)["release"]]
