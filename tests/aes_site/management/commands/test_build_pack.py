"""Packs are made of public languages only; what there was stays when one cannot be made."""

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.build_pack import Command


def test_language_that_is_not_public_is_refused_before_anything_is_made(tmp_path, settings):
    settings.VAR = tmp_path

    with pytest.raises(CommandError, match="No public language: ar, xx"):
        call_command(Command(), "fr", "xx", "ar")

    assert list(tmp_path.iterdir()) == []
