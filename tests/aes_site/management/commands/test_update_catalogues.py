"""Catalogues follow the texts of the sources."""

from io import StringIO

from django.core.management import call_command

from aes_site.localization.catalogues import catalogue
from aes_site.management.commands.update_catalogues import Command


def test_a_language_that_has_none_gets_a_catalogue_of_every_text(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    output = StringIO()

    call_command(Command(), "en", stdout=output)

    entries = catalogue("en")
    assert "compte" in {entry.msgid for entry in entries}
    assert output.getvalue() == f"en: {len(entries)} left to translate\n"
