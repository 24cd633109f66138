"""The desk as the files of a dossier."""

from io import StringIO

import pytest
from django.core.management import call_command

from aes_site.management.commands.dump_dossier import Command
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_dump_counts_what_it_wrote(tmp_path):
    make.person()
    output = StringIO()

    call_command(Command(), tmp_path / "new", stdout=output)

    assert "persons              1" in output.getvalue().splitlines()
    assert (tmp_path / "new" / "persons.yaml").exists()
