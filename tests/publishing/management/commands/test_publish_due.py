"""What is due, for operators whose desk does not run all the time."""

from io import StringIO

import pytest
from django.core.management import call_command

from publishing.management.commands.publish_due import Command


@pytest.mark.django_db
def test_it_says_that_nothing_is_due():
    output = StringIO()

    call_command(Command(), stdout=output)

    assert output.getvalue() == "Nothing is due.\n"
