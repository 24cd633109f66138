"""Entries of a PDF's dictionaries, there or by reference."""

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from archive.examination.pdf.objects import dictionary, entry, resolved


def test_what_is_named_elsewhere_is_fetched():
    reference = PdfWriter()._add_object(NumberObject(3))
    holder = DictionaryObject({NameObject("/A"): reference, NameObject("/B"): NumberObject(4)})

    assert [entry(holder, name, 0) for name in ("/A", "/B", "/C")] == [3, 4, 0]
    assert (resolved(reference), resolved(5)) == (3, 5)


def test_what_is_no_dictionary_counts_as_an_empty_one():
    inner = DictionaryObject({NameObject("/X"): NumberObject(1)})
    holder = DictionaryObject({NameObject("/A"): inner, NameObject("/B"): NumberObject(4)})

    assert [dictionary(holder, name) for name in ("/A", "/B", "/C")] == [inner, {}, {}]
