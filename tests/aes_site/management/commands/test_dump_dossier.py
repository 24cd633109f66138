"""The desk as the files of a dossier."""

from io import StringIO

import pytest
from django.core.management import call_command

from aes_site.management.commands.dump_dossier import Command
from tests import factories as make

pytestmark = pytest.mark.django_db


def said(*arguments):
    output = StringIO()
    call_command(Command(), *arguments, stdout=output)
    return output.getvalue()


def test_dump_counts_what_it_wrote(tmp_path):
    make.person()

    assert "persons              1" in said(tmp_path / "new").splitlines()
    assert (tmp_path / "new" / "persons.yaml").exists()
