"""Only what is visible is text: what a reader does not see is not read, and is told of."""

import pytest

from archive.examination import AUTHORS, CHANGES, COMMENTS, HIDDEN
from archive.uploads import receive
from tests import files
from tests.archive import hidden


def read(content: bytes) -> tuple[str, list[str]]:
    received = receive(files.upload(content))
    return received.text, list(received.traces)


@pytest.mark.parametrize(("body", "text", "trace"), hidden.ODTS.values(), ids=hidden.ODTS)
def test_text_of_an_odt_without_what_is_not_seen(body, text, trace):
    assert read(hidden.odt(body)) == (text, [trace])


@pytest.mark.parametrize(("body", "text"), hidden.SHOWN_ODTS.values(), ids=hidden.SHOWN_ODTS)
def test_text_of_an_odt_with_all_that_is_seen(body, text):
    assert read(hidden.odt(body)) == (text, [])


def test_letters_and_paragraphs_of_hidden_styles_of_an_odt():
    body = (
        '<text:p>Vu<text:span text:style-name="T1">SECRET</text:span> et lu</text:p>'
        '<text:p text:style-name="P1">SECRET</text:p><text:p text:style-name="P2">SECRET</text:p>'
        '<text:p text:style-name="P1">SECRET<text:span text:style-name="T2">montré</text:span></text:p>'
    )
    shown = hidden.hiding("text", "T2").replace('"none"', '"true"')
    styles = hidden.odt_styles(hidden.hiding("paragraph", "P1"))
    own = hidden.hiding("text", "T1") + shown + '<style:style style:name="P2" style:family="paragraph" '
    content = hidden.odt(body, own + 'style:parent-style-name="P1"/>', **{"styles.xml": styles})

    assert read(content) == ("Vu et lu\nmontré", [HIDDEN])


def test_earlier_versions_within_an_odt_are_told_of():
    assert read(hidden.odt("<text:p>Vu</text:p>", **{"Versions/Version1": "x"})) == ("Vu", [CHANGES])


@pytest.mark.parametrize(("body", "text", "trace"), hidden.DOCXS.values(), ids=hidden.DOCXS)
def test_text_of_a_docx_without_what_is_not_seen(body, text, trace):
    assert read(hidden.docx(body)) == (text, [trace])


@pytest.mark.parametrize(("body", "text"), hidden.SHOWN_DOCXS.values(), ids=hidden.SHOWN_DOCXS)
def test_text_of_a_docx_with_all_that_is_seen(body, text):
    assert read(hidden.docx(body)) == (text, [])


def test_comments_and_headers_of_a_docx_are_no_text():
    entries = {"word/comments.xml": hidden.COMMENT, "word/header1.xml": hidden.HEADER}

    assert read(hidden.docx(hidden.paragraph(hidden.run("Vu")), **entries)) == ("Vu", [COMMENTS, HIDDEN])


@pytest.mark.parametrize(("content", "trace"), hidden.PDFS.values(), ids=hidden.PDFS)
def test_text_of_a_pdf_without_what_is_not_painted(content, trace):
    text, traces = read(hidden.pdf(content))

    assert (text.strip(), traces) == ("Vu", [trace])


@pytest.mark.parametrize(("content", "traces"), hidden.SHOWN_PDFS.values(), ids=hidden.SHOWN_PDFS)
def test_text_of_a_pdf_with_all_that_is_painted(content, traces):
    text, found = read(hidden.pdf(content))

    assert (text.strip(), found) == ("Vu", traces)


def test_notes_on_a_pdf_are_told_of():
    text, traces = read(hidden.pdf_with_note())

    assert (text.strip(), traces) == ("Vu", [COMMENTS])


@pytest.mark.parametrize("content", hidden.AUTHORED.values(), ids=hidden.AUTHORED)
def test_names_of_authors_are_told_of(content):
    text, traces = read(content)

    assert (text.strip(), traces) == ("Vu", [AUTHORS])
