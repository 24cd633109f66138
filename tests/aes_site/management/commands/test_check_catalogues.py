"""A text that is missing in a public language is refused."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from aes_site.localization.catalogues import update_catalogue
from aes_site.management.commands.check_catalogues import Command


def test_the_catalogues_are_complete():
    output = StringIO()

    call_command(Command(), stdout=output)

    assert output.getvalue() == "complete: en\n"


def test_a_catalogue_without_translations_is_told_text_by_text(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    update_catalogue("en")

    with pytest.raises(CommandError, match="en: not translated: 'compte'"):
        call_command(Command())
