"""Catalogues are compiled when their texts changed."""

from io import StringIO

from django.core.management import call_command

from aes_site.management.commands.compile_catalogues import Command


def test_nothing_is_compiled_twice():
    call_command(Command(), stdout=StringIO())
    output = StringIO()

    call_command(Command(), stdout=output)

    assert output.getvalue() == "compiled: nothing had changed\n"
