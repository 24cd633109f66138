"""The page that a proxy shows while the site is down."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.management.commands.maintenance_page import messages


def test_every_public_language_is_spoken_to_french_first():
    assert [language for language, _title, _text in messages()] == settings.PUBLIC_LANGUAGES
    assert len({title for _language, title, _text in messages()}) == len(settings.PUBLIC_LANGUAGES)


def test_the_page_for_a_proxy_is_one_file_in_every_language(tmp_path):
    file = tmp_path / "maintenance.html"

    call_command("maintenance_page", str(file))

    text = file.read_text()
    assert "Le registre est momentanément indisponible" in text
    assert '<header class="title" lang="en"' in text
    assert "href=" not in text
    assert "src=" not in text
    assert "--paper:" in text


def test_where_it_cannot_be_written_the_command_says_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("maintenance_page", str(tmp_path / "absent" / "page.html"))
