"""The page that a proxy shows while the site is down."""

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.maintenance_page import Command, messages

pytestmark = pytest.mark.django_db


def test_one_file_says_it_in_each_public_language_and_asks_for_nothing_else(tmp_path):
    call_command(Command(), tmp_path / "page.html", verbosity=0)

    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert [language for language, _title, _hint in messages()] == ["fr", "en"]
    assert all(title in page for _language, title, _hint in messages())
    assert "src=" not in page


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere/page\.html cannot be written: No such file"):
        call_command(Command(), tmp_path / "nowhere" / "page.html")
