"""A catalogue that comes back: every entry is looked at before any is written."""

import polib
import pytest

from exchange.schema.errors import FileRefused
from exchange.translations.importing import SKIP, read
from tests import factories as make

pytestmark = pytest.mark.django_db


def catalogue(*entries, language="en") -> bytes:
    file = polib.POFile()
    file.metadata = {"Language": language, "Content-Type": "text/plain; charset=UTF-8"}
    file.extend(polib.POEntry(msgctxt=context, msgid=text, msgstr=said) for context, text, said in entries)
    return str(file).encode()


@pytest.fixture
def context():
    return f"institutions.organ/{make.organ(name_fr='Collège').reference}/name"


def test_a_translation_of_todays_french_is_taken(context):
    found = read(catalogue((context, "Collège", "College")))

    assert [(each.text, each.is_late) for each in found.translations] == [("College", False)]
    assert (found.errors, found.warnings) == ([], [])


def test_one_of_an_earlier_french_is_an_error_or_left_out(context):
    data = catalogue((context, "Ancien", "Former"))

    assert len(read(data).errors) == 1
    assert len(read(data, late=SKIP).warnings) == 1


@pytest.mark.parametrize("data", [b"\xff\xfe", b"rien", catalogue(language="xx")])
def test_what_is_no_catalogue_of_a_language_of_ours_is_refused(data):
    with pytest.raises(FileRefused):
        read(data)
