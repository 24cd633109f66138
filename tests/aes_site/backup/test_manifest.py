"""What a backup says of itself, and how it is found again."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from aes_site.backup.manifest import age_of, name_of
from tests.aes_site.backup.conftest import back_up


def test_place_without_a_backup_and_a_name_without_one_are_said(document, target):
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("restore", str(target))
    name = back_up(target)
    with pytest.raises(CommandError, match=f"There is no backup 2020 in .+: the latest is {name}"):
        call_command("restore", str(target), "2020")
    (target / name / "manifest.json").unlink()  # as one that was cut off
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("restore", str(target))


def test_names_of_settings_are_kept_and_no_value(document, target, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "un secret que personne ne lit")
    monkeypatch.setenv("EMAIL_URL", "smtp://compte:motdepasse@mail.example")
    name = back_up(target)

    manifest = (target / name / "manifest.json").read_text()
    assert {"EMAIL_URL", "SECRET_KEY"} <= set(json.loads(manifest)["settings"])
    assert "motdepasse" not in manifest
    assert "un secret" not in manifest


def test_a_name_is_the_moment_of_its_snapshot():
    moment = datetime(2026, 11, 30, 3, tzinfo=UTC)

    assert name_of(moment) == "2026-11-30T03-00-00Z"
    assert age_of(name_of(moment), moment + timedelta(hours=2)) == timedelta(hours=2)
