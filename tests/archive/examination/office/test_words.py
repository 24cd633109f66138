"""The text of a DOCX or ODT, line by line, with the numbers that are printed and stand in no text."""

import io
import zipfile

import pytest

from archive.examination.office.package import xml
from archive.examination.office.words import Counters, lines_of_row, text_of_docx, text_of_odt
from tests import files
from tests.archive import docx, odt


def text_in(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "content.xml" in archive.namelist():
            return text_of_odt(xml(archive, "content.xml"))
        numbering = xml(archive, "word/numbering.xml") if "word/numbering.xml" in archive.namelist() else None
        return text_of_docx(xml(archive, "word/document.xml"), numbering)


def test_numbers_that_word_prints_by_itself_are_in_the_text():
    assert text_in(files.numbered_docx("Saluer", "Décider", "Créer")) == "1. Saluer\n2. Décider\na) Créer"


def test_numbers_that_a_list_of_an_odt_prints_are_in_the_text():
    items = "".join(f"<text:list-item><text:p>{word}</text:p></text:list-item>" for word in ("Saluer", "Décider"))

    assert text_in(files.odt(body=f"<text:list>{items}</text:list>" * 2)) == (
        "1. Saluer\n2. Décider\n1. Saluer\n2. Décider"
    )


def test_a_row_that_begins_with_a_number_is_the_item_of_that_number():
    row = "<table:table-row>{}</table:table-row>".format
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    rows = [row("".join(map(cell, cells))) for cells in (("N°", "Point"), ("4", "Banque", "2026"), ("5.", "Force"))]
    cells = [[docx.paragraph(docx.run(text)) for text in cells] for cells in (("N°", "Point"), ("4", "Banque", "2026"))]
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)

    assert text_in(odt.made(f"<table:table>{''.join(rows)}</table:table>")) == ("N°\nPoint\n4. Banque – 2026\n5. Force")
    assert text_in(docx.made(f"<w:tbl>{table}</w:tbl>")) == "N°\nPoint\n4. Banque – 2026"


@pytest.mark.parametrize(("style", "marks"), [("lowerRoman", ["i.", "ii.", "iii.", "iv."]), ("bullet", ["–"] * 4)])
def test_items_are_counted_as_their_list_says(style, marks):
    counters = Counters()

    assert [counters.mark("a", 0, style) for _item in marks] == marks


def test_a_row_without_a_number_stays_line_by_line():
    assert lines_of_row([["Banque"], ["2026", "2027"]]) == ["Banque", "2026", "2027"]
