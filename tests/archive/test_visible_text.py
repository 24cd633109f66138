"""Only what is visible is text: what a reader does not see is not read, and is told of."""

import pytest

from archive.examination import AUTHORS, CHANGES, COMMENTS, HIDDEN
from archive.uploads import receive
from tests import files
from tests.archive import docx, odt, pdf

AUTHORED = {"ODT": odt.AUTHORED, "DOCX": docx.AUTHORED, "PDF": pdf.AUTHORED}


def read(content: bytes) -> tuple[str, list[str]]:
    received = receive(files.upload(content))
    return received.text, list(received.traces)


@pytest.mark.parametrize(("body", "text", "trace"), odt.HIDING.values(), ids=odt.HIDING)
def test_text_of_an_odt_without_what_is_not_seen(body, text, trace):
    assert read(odt.made(body)) == (text, [trace])


@pytest.mark.parametrize(("body", "text"), odt.SHOWING.values(), ids=odt.SHOWING)
def test_text_of_an_odt_with_all_that_is_seen(body, text):
    assert read(odt.made(body)) == (text, [])


def test_letters_and_paragraphs_of_hidden_styles_of_an_odt():
    body = (
        '<text:p>Vu<text:span text:style-name="T1">SECRET</text:span> et lu</text:p>'
        '<text:p text:style-name="P1">SECRET</text:p><text:p text:style-name="P2">SECRET</text:p>'
        '<text:p text:style-name="P1">SECRET<text:span text:style-name="T2">montré</text:span></text:p>'
    )
    shown = odt.hiding("text", "T2").replace('"none"', '"true"')
    styles = odt.odt_styles(odt.hiding("paragraph", "P1"))
    own = odt.hiding("text", "T1") + shown + '<style:style style:name="P2" style:family="paragraph" '
    content = odt.made(body, own + 'style:parent-style-name="P1"/>', **{"styles.xml": styles})

    assert read(content) == ("Vu et lu\nmontré", [HIDDEN])


def test_earlier_versions_within_an_odt_are_told_of():
    assert read(odt.made("<text:p>Vu</text:p>", **{"Versions/Version1": "x"})) == ("Vu", [CHANGES])


@pytest.mark.parametrize(("body", "text", "trace"), docx.HIDING.values(), ids=docx.HIDING)
def test_text_of_a_docx_without_what_is_not_seen(body, text, trace):
    assert read(docx.made(body)) == (text, [trace])


@pytest.mark.parametrize(("body", "text"), docx.SHOWING.values(), ids=docx.SHOWING)
def test_text_of_a_docx_with_all_that_is_seen(body, text):
    assert read(docx.made(body)) == (text, [])


def test_comments_and_headers_of_a_docx_are_no_text():
    entries = {"word/comments.xml": docx.COMMENT, "word/header1.xml": docx.HEADER}

    assert read(docx.made(docx.paragraph(docx.run("Vu")), **entries)) == ("Vu", [COMMENTS, HIDDEN])


@pytest.mark.parametrize(("content", "trace"), pdf.HIDING.values(), ids=pdf.HIDING)
def test_text_of_a_pdf_without_what_is_not_painted(content, trace):
    text, traces = read(pdf.made(content))

    assert (text.strip(), traces) == ("Vu", [trace])


@pytest.mark.parametrize(("content", "traces"), pdf.SHOWING.values(), ids=pdf.SHOWING)
def test_text_of_a_pdf_with_all_that_is_painted(content, traces):
    text, found = read(pdf.made(content))

    assert (text.strip(), found) == ("Vu", traces)


def test_notes_on_a_pdf_are_told_of():
    text, traces = read(pdf.made_with_note())

    assert (text.strip(), traces) == ("Vu", [COMMENTS])


@pytest.mark.parametrize("content", AUTHORED.values(), ids=AUTHORED)
def test_names_of_authors_are_told_of(content):
    text, traces = read(content)

    assert (text.strip(), traces) == ("Vu", [AUTHORS])


def test_a_row_that_begins_with_a_number_is_the_item_of_that_number():
    row = "<table:table-row>{}</table:table-row>".format
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    rows = [row("".join(map(cell, cells))) for cells in (("N°", "Point"), ("4", "Banque", "2026"), ("5.", "Force"))]
    cells = [[docx.paragraph(docx.run(text)) for text in cells] for cells in (("N°", "Point"), ("4", "Banque", "2026"))]
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)

    assert read(odt.made(f"<table:table>{''.join(rows)}</table:table>"))[0] == "N°\nPoint\n4. Banque – 2026\n5. Force"
    assert read(docx.made(f"<w:tbl>{table}</w:tbl>"))[0] == "N°\nPoint\n4. Banque – 2026"
