"""The demonstration: content only into an empty register, accounts whose passwords are told once."""

import pytest
from django.core.management import CommandError, call_command

from aes_site.management.commands.demo import Command
from sources.models import Source
from tests import factories as make


def test_a_site_without_a_desk_has_nothing_to_load_content_into(settings):
    settings.HAS_DESK = False

    with pytest.raises(CommandError, match="has no desk to load content from: use serve"):
        call_command(Command())


def test_a_register_that_holds_something_is_left_as_it_is(db):
    source = make.source()

    Command().load_content()

    assert list(Source.objects.all()) == [source]


def test_passwords_are_told_at_the_first_start_only(db):
    first, again = Command(), Command()
    first.create_accounts()
    again.create_accounts()

    told = [line for line in first.good_to_know(8000) if line.startswith("Account ")]
    assert len(told) == 5
    assert not any("as before" in line for line in told)
    assert sum("as before" in line for line in again.good_to_know(8000)) == 5
