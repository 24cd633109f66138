"""What a whole DOCX or ODT holds beside its text: in parts of their own, in what is said of it, in earlier versions."""

import io
import zipfile

import pytest

from archive.examination import AUTHORS, CHANGES, COMMENTS, HIDDEN
from archive.examination.office.seen import docx_seen, odt_seen
from tests import files
from tests.archive import docx, odt


def seen_in(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return (odt_seen if "content.xml" in archive.namelist() else docx_seen)(archive)


def text_of(part) -> str:
    return "".join(part.root.itertext())


def test_comments_and_headers_of_a_docx_are_told_of():
    entries = {"word/comments.xml": docx.COMMENT, "word/header1.xml": docx.HEADER}
    seen = seen_in(docx.made(docx.paragraph(docx.run("Vu")), **entries))

    assert {name: text_of(part) for name, part in seen.parts.items()} == {
        "word/document.xml": "Vu",
        "word/header1.xml": "En-tête",
    }
    assert seen.traces == {COMMENTS, HIDDEN}


def test_a_note_that_nothing_calls_any_more_is_taken_out():
    seen = seen_in(docx.made_with_company())

    assert text_of(seen.parts["word/footnotes.xml"]) == "b"
    assert CHANGES in seen.traces


def test_earlier_versions_within_an_odt_are_told_of():
    assert seen_in(odt.made("<text:p>Vu</text:p>", **{"Versions/Version1": "x"})).traces == {CHANGES}


@pytest.mark.parametrize("content", [odt.AUTHORED, docx.AUTHORED], ids=["ODT", "DOCX"])
def test_names_of_authors_are_told_of(content):
    assert seen_in(content).traces == {AUTHORS}


@pytest.mark.parametrize(("place", "traces"), [("file:///C:/Users/awa/Normal.dotm", {AUTHORS}), ("Normal.dotm", set())])
def test_a_template_in_somebodys_folder_names_them(place, traces):
    assert seen_in(files.docx_that_fetches(place)).traces == traces
