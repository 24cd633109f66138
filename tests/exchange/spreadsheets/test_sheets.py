"""Spreadsheet files: what is read of them, what is refused before it is unpacked, what is written."""

import datetime
import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from exchange.schema.errors import FileRefused
from exchange.spreadsheets import sheets
from exchange.spreadsheets.sheets import Sheet
from tests.desk.exchange import workbook

TEXTS = [
    "=1+1",
    "+33",
    "-5",
    "@SUM(A1)",
    "'=1",
    "''=1",
    "\tx",
    "l’État ; « x »",
    'a"b',
    "une\nligne",
    "_x0041_",
    "a\x0bb",
    "0012",
]


def read_back(data: bytes) -> list[list[str]]:
    (sheet,) = sheets.read(data)
    return [row for _number, row in sheet.rows]


def problem(data: bytes) -> str:
    with pytest.raises(FileRefused) as refusal:
        sheets.read(data)
    return str(refusal.value)


@pytest.mark.parametrize("write", [sheets.write_csv, lambda sheet: sheets.write_xlsx([sheet])])
def test_texts_come_back_as_they_left(write):
    sheet = Sheet("decisions", ["reference", "texte"], [(n, [str(n), text]) for n, text in enumerate(TEXTS, start=2)])

    assert [row[1] for row in read_back(write(sheet))] == TEXTS


@pytest.mark.parametrize("text", ["=1+1", "+33", "-5", "@SUM(A1)", "'=1", "\tx"])
def test_what_leaves_is_no_formula(text):
    sheet = Sheet("x", ["a"], [(2, [text])])

    page = load_workbook(BytesIO(sheets.write_xlsx([sheet]))).active
    line = sheets.write_csv(sheet).decode("utf-8-sig").splitlines()[1]

    assert (page["A2"].data_type, page["A2"].value) == ("s", f"'{text}")
    assert line.strip('"').startswith("'")


def test_workbook_that_leaves_is_text_only():
    page = load_workbook(BytesIO(sheets.write_xlsx([Sheet("x", ["a"], [(2, ["2025-12"])])]))).active

    assert (page["A2"].number_format, page["A2"].value) == ("@", "2025-12")


@pytest.mark.parametrize(
    "data",
    [
        "a;b\né;x\n".encode(),
        "a;b\né;x\n".encode("utf-8-sig"),
        "a;b\r\né;x\r\n".encode("cp1252"),
        "a,b\né,x\n".encode(),
        "a\tb\né\tx\n".encode("utf-16"),
        'a;b\n"é";"x"\n;\n'.encode(),
    ],
)
def test_csv_of_excel_in_french_is_read(data):
    assert read_back(data) == [["é", "x"]]


def test_cells_of_a_workbook_read_as_they_were_typed():
    data = workbook(
        x=[
            {
                "a": 12.0,
                "b": datetime.date(2025, 12, 23),
                "c": True,
                "d": datetime.datetime(2025, 1, 2, 3, 4),  # noqa: DTZ001 — Excel knows no zone
                "e": 1.5,
            }
        ]
    )

    assert read_back(data) == [["12", "2025-12-23", "oui", "2025-01-02T03:04:00", "1.5"]]


# Refused


def test_formula_in_a_workbook_is_refused_with_its_cell():
    assert problem(workbook(x=[{"a": "=1+1", "b": "y"}])).startswith("x, A2 : une formule")


def test_formula_in_csv_is_refused_with_its_line():
    assert problem(b'a;b\n"=HYPERLINK(""http://x"")";y\n').startswith("ligne 2 : une formule")


def zipped(**members) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def test_workbook_that_unpacks_to_too_much_is_refused_unread(monkeypatch):
    bomb = zipped(**{"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * (sheets.MOST_UNPACKED + 1)})
    monkeypatch.setattr(sheets, "load_workbook", lambda *args, **options: pytest.fail("it was opened"))

    assert len(bomb) < sheets.MOST_BYTES
    assert problem(bomb) == "ce classeur, une fois décompressé, serait trop grand."


def test_archive_of_too_many_members_is_refused():
    assert "trop grand" in problem(zipped(**{f"m{n}": b"" for n in range(sheets.MOST_MEMBERS + 1)}))


def altered(data: bytes, member: str, change) -> bytes:
    """A workbook with one of its files changed."""
    archive = zipfile.ZipFile(BytesIO(data))
    return zipped(
        **{name: change(archive.read(name)) if name == member else archive.read(name) for name in archive.namelist()}
    )


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_a_workbook_are_refused(member):
    def declare(xml):
        head, mark, rest = xml.partition(b"?>")
        return head + mark + ENTITIES + rest if mark else ENTITIES + xml

    assert "ne se lit pas" in problem(altered(workbook(x=[{"a": "b"}]), member, declare))


def test_size_that_a_workbook_claims_is_not_believed():
    def claim(xml):
        return xml.replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')

    assert read_back(altered(workbook(x=[{"a": "b"}]), "xl/worksheets/sheet1.xml", claim)) == [["b"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04not really", "ne se lit pas"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ni un tableau CSV ni un classeur XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"%PDF-1.7\n\0\0", "ni un tableau CSV ni un classeur XLSX"),
        (b"\x89PNG\r\n\x1a\n\0\0", "ni un tableau CSV ni un classeur XLSX"),
        (b"x" * (sheets.MOST_BYTES + 1), "dépasse 2 Mo"),
        (b'a;b\n"x;y\n', "CSV mal formé"),
        (b"a;b\nx;y;z\n", "ligne 2 : plus de cellules que de colonnes."),
        (b";".join([b"c"] * (sheets.MOST_COLUMNS + 1)) + b"\n", "plus de 200 colonnes."),
        (b"a\n" + b"x\n" * (sheets.MOST_ROWS + 1), "plus de 5000 lignes."),
    ],
)
def test_what_is_no_table_or_too_large_is_refused(data, words):
    assert words in problem(data)


def test_row_far_below_the_others_is_not_lost_in_silence():
    def drop(xml):
        return xml.replace(b'r="2"', b'r="900000"').replace(b'"A2"', b'"A900000"')

    assert "plus de 5000 lignes" in problem(altered(workbook(x=[{"a": "b"}]), "xl/worksheets/sheet1.xml", drop))
