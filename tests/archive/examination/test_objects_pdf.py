"""Entries of a PDF's dictionaries, whether they stand there or are named there."""

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from archive.examination.objects_pdf import dictionary, entry


@pytest.fixture
def holder():
    writer = PdfWriter()
    elsewhere = writer._add_object(DictionaryObject({NameObject("/N"): NumberObject(1)}))
    made = DictionaryObject({NameObject("/There"): elsewhere, NameObject("/Number"): NumberObject(2)})
    made.writer = writer  # which holds what is named
    return made


def test_entry_that_is_named_is_the_object_itself(holder):
    assert entry(holder, "/There") == {"/N": 1}
    assert (entry(holder, "/Absent"), entry(holder, "/Absent", NumberObject(3))) == (None, 3)


def test_what_is_no_dictionary_is_an_empty_one(holder):
    assert [dictionary(holder, key) for key in ("/There", "/Number", "/Absent")] == [{"/N": 1}, {}, {}]
