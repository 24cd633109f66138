"""What a PDF says beside its pages: notes, and names of people."""

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from archive.examination import AUTHORS, COMMENTS
from archive.examination.pdf.notes import is_note, traces_of
from tests import files
from tests.archive import pdf


def described(xmp: bytes) -> bytes:
    made = files.writer("Vu")
    stream = DecodedStreamObject()
    stream.set_data(xmp)
    made.root_object[NameObject("/Metadata")] = made._add_object(stream)
    return files.written(made)


@pytest.mark.parametrize(
    ("content", "traces"),
    {
        "neither": (pdf.made(pdf.SEEN), set()),
        "a note": (pdf.made_with_note(), {COMMENTS}),
        "an author": (pdf.AUTHORED, {AUTHORS}),
        "an author who is nobody": (pdf.made(pdf.SEEN, **{"/Author": "Unknown"}), set()),
        "a creator": (described(b"<dc:creator><rdf:Seq><rdf:li>Awa Diallo</rdf:li></rdf:Seq></dc:creator>"), {AUTHORS}),
        "a creator left blank": (described(b"<dc:creator><rdf:Seq><rdf:li></rdf:li></rdf:Seq></dc:creator>"), set()),
    }.values(),
)
def test_traces(content, traces):
    assert traces_of(PdfReader(io.BytesIO(content))) == traces


@pytest.mark.parametrize(("kind", "answer"), [("/Highlight", True), ("/Link", False), ("/Widget", False)])
def test_links_and_fields_are_part_of_the_page(kind, answer):
    assert is_note(DictionaryObject({NameObject("/Subtype"): NameObject(kind)})) is answer
