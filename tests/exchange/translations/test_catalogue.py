"""The texts of records as a catalogue, each under the name of its place."""

import polib
import pytest

from exchange.translations.catalogue import MISSING, by_context, write
from institutions.models import Organ
from publishing.registry import record_type_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def addresses(settings):
    """Notes of a catalogue lead to forms of the desk."""
    settings.ROOT_URLCONF = "aes_site.urls"


def entries(*records, **options) -> dict[str, str]:
    data = write({record_type_of(Organ): [record.pk for record in records]}, "en", **options)
    return {entry.msgctxt: entry.msgid for entry in polib.pofile(data.decode())}


def test_each_text_is_found_again_by_its_context():
    organ = make.organ(name_fr="Collège")
    context = f"institutions.organ/{organ.reference}/name"

    assert entries(organ)[context] == "Collège"
    assert by_context([context, "institutions.organ/rien/name", "rien"])[context].record == organ


def test_what_is_translated_may_be_left_out():
    organ = make.organ(name_fr="Collège", name_en="College")
    context = f"institutions.organ/{organ.reference}/name"

    assert context in entries(organ)
    assert context not in entries(organ, scope=MISSING)
