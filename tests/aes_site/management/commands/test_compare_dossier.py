"""Whether everything of the first content is in the register, and what is missing by its name."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.management.commands.compare_dossier import DATA
from exchange.dossier import manifest as manifests
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db


def said(*arguments, **options):
    output = StringIO()
    call_command(*arguments, stdout=output, **options)
    return output.getvalue().replace("\N{NO-BREAK SPACE}", " ")


def test_comparison_names_what_is_missing():
    make.person()

    with pytest.raises(CommandError) as error:
        said("compare_dossier")

    assert "sources.S01: nothing at " in str(error.value)


def test_empty_register_is_compared_as_it_is_once_loaded():
    assert said("compare_dossier").splitlines() == [
        "The register is empty: compared as it is once data/dossier is loaded, which is not kept.",
        "494 entries of 22 sections: all accounted for.",
    ]
    assert not Source.objects.exists()


def test_file_that_is_not_there():
    with pytest.raises(CommandError, match="No such file"):
        said("compare_dossier", "nowhere.yaml")


def test_documentation_has_the_table_of_keys():
    keys = manifests.read(DATA / "dossier-keys.yaml")

    assert manifests.keys_table(keys) in (settings.BASE_DIR / "docs" / "dossier.md").read_text()
    assert said("compare_dossier", table=True).strip() == manifests.keys_table(keys)
