"""The offline pack of a language, made at once."""

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.build_pack import Command


def test_a_language_that_is_not_public_has_no_pack():
    with pytest.raises(CommandError, match="No public language: ar"):
        call_command(Command(), "ar")
