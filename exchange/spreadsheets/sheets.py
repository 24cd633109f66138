"""Spreadsheet files: CSV and XLSX read into tables of text, and written from them. Knows no record.

What looks like a formula is written inert (`exchange.spreadsheets.formulas`); a formula itself is never read.
Files are hostile until they are read: sizes are looked at before anything is unpacked.
"""

import csv
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from exchange.schema.errors import FileRefused, Message, at, place
from exchange.spreadsheets.formulas import alive, inert

MOST_BYTES = 2_000_000
MOST_UNPACKED = 40_000_000
MOST_MEMBERS = 300
MOST_ROWS = 5_000
MOST_COLUMNS = 200

LEGEND = "Colonnes"  # a sheet that explains the others, and is not read
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass
class Sheet:
    """A table of text: its name (blank in CSV), its columns, and its rows, each with its number in the file."""

    name: str
    columns: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def refuse(words: str, where: str = "") -> FileRefused:
    return FileRefused([Message(where, words)])


# Out


def write_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark and semicolons, as Excel opens it in French."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(sheet.columns)
    writer.writerows([inert(cell) for cell in row] for _number, row in sheet.rows)
    return file.getvalue().encode("utf-8-sig")


def write_xlsx(sheets: list[Sheet]) -> bytes:
    """A workbook of text cells: nothing is turned into a date or a number on opening."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "B2"
        for position, column in enumerate(sheet.columns, start=1):
            page.column_dimensions[get_column_letter(position)].width = min(max(len(column) + 2, 16), 40)
        page.append([head(page, column) for column in sheet.columns])
        for _number, row in sheet.rows:
            page.append([text_cell(page, cell) for cell in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def head(page, text):
    cell = text_cell(page, text)
    cell.font = Font(bold=True)
    return cell


def text_cell(page, text):
    """A cell of text; what XML cannot hold is written as workbooks do, `_x000B_`, and that itself likewise."""
    plain = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", ESCAPED.sub("_x005F_", inert(text)))
    cell = WriteOnlyCell(page, plain)
    cell.number_format = "@"
    return cell


# In


def read(data: bytes) -> list[Sheet]:
    """The tables of a file, whatever its kind; raises FileRefused, with the reason in words."""
    if len(data) > MOST_BYTES:
        raise refuse(_("le fichier dépasse %(most)d Mo.") % {"most": MOST_BYTES // 1_000_000})
    if data.startswith(b"PK"):
        return read_xlsx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(_("ancien classeur Excel (.xls) : enregistrez-le au format .xlsx."))
    if b"\0" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(_("ce fichier n’est ni un tableau CSV ni un classeur XLSX."))
    return [read_csv(data)]


def read_csv(data: bytes) -> Sheet:
    text = decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    csv.field_size_limit(MOST_BYTES)
    reader, rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), []
    try:
        start = 1
        for row in reader:
            rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        words = _("CSV mal formé : %(error)s") % {"error": error}
        raise refuse(words, at(reader.line_num)) from None
    formulas = [
        Message(at(number), _("une formule (« = ») n’est pas lue : écrivez sa valeur."))
        for number, row in rows
        if any(cell.startswith("=") for cell in row)
    ]
    if formulas:
        raise FileRefused(formulas)
    return sheet_of("", rows)


def decoded(data: bytes) -> str:
    """The text of a CSV file: UTF-8, UTF-16 with its mark, or what Excel for Windows writes in French."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_xlsx(data: bytes) -> list[Sheet]:
    look_inside(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [sheet_of(page.title, rows_of(page)) for page in book.worksheets if page.title != LEGEND]
    except FileRefused:
        raise
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise refuse(_("ce classeur ne se lit pas : il est abîmé, ou ce n’en est pas un.")) from error
    return [sheet for sheet in sheets if sheet.columns]


def look_inside(data: bytes) -> None:
    """Refuse an archive that unpacks to too much, or is no workbook, before anything of it is unpacked."""
    try:
        members = ZipFile(BytesIO(data)).infolist()
    except BadZipFile:
        raise refuse(_("ce classeur ne se lit pas : il est abîmé, ou ce n’en est pas un.")) from None
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise refuse(_("ce classeur, une fois décompressé, serait trop grand."))
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise refuse(_("ce fichier n’est ni un tableau CSV ni un classeur XLSX."))


def rows_of(page) -> Iterator[tuple[int, list[str]]]:
    """The rows of a page as text; refuses formulas and errors, naming their cells."""
    page.reset_dimensions()  # what a file says of its own size is not to be believed
    errors = []
    for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        if number > MOST_ROWS + 1:
            raise too_many_rows(page.title)
        for cell in row:
            if cell.value is not None and cell.data_type in {"f", "e"}:
                where = f"{page.title}, {cell.coordinate}"
                errors.append(Message(where, _("une formule (« = ») n’est pas lue : écrivez sa valeur.")))
        yield number, [text_of(cell.value) for cell in row]
    if errors:
        raise FileRefused(errors)


def text_of(value) -> str:
    """What a cell says, as one would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, float | Decimal) and value == int(value):
        return str(int(value))
    return unescape(value) if isinstance(value, str) else str(value)


def sheet_of(name: str, rows) -> Sheet:
    """A table from its rows: columns from the first, rows of blank cells left out; raises FileRefused."""
    rows = iter(rows)
    _number, head_row = next(rows, (1, []))
    columns = trimmed(head_row)
    if len(columns) > MOST_COLUMNS:
        raise refuse(_("plus de %(most)d colonnes.") % {"most": MOST_COLUMNS}, name)
    kept, errors = [], []
    for number, row in rows:
        cells = trimmed(row)
        if len(cells) > len(columns):
            errors.append(Message(place(name, number), _("plus de cellules que de colonnes.")))
        elif cells:
            kept.append((number, [alive(cell) for cell in cells] + [""] * (len(columns) - len(cells))))
    if errors:
        raise FileRefused(errors)
    if len(kept) > MOST_ROWS:
        raise too_many_rows(name)
    return Sheet(name, [column.strip() for column in columns], kept)


def too_many_rows(name: str) -> FileRefused:
    return refuse(_("plus de %(most)d lignes.") % {"most": MOST_ROWS}, name)


def trimmed(row: list[str]) -> list[str]:
    """The cells of a row without the blank ones at its end."""
    last = max((position for position, cell in enumerate(row, start=1) if cell.strip()), default=0)
    return list(row[:last])
