"""Texts that are missing in a public language are refused, by language."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.check_catalogues import Command


def test_every_text_of_the_sources_is_in_every_public_language():
    output = StringIO()

    call_command(Command(), stdout=output)

    assert output.getvalue() == "complete: en\n"


def test_language_that_is_not_ready_is_named_with_what_it_lacks(settings):
    settings.TRANSLATED_LANGUAGES = ["ar"]

    with pytest.raises(CommandError) as error:
        call_command(Command())

    lines = str(error.value).splitlines()
    assert len(lines) > 100
    assert {line[:4] for line in lines[:-1]} == {"ar: "}
    assert lines[-1].startswith("Run make messages")
