"""Files that an editor downloads, changes and sends back."""

import csv
from io import BytesIO, StringIO

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from publishing.registry import record_type_of


def export(client, model, **asked) -> bytes:
    """The file of all records of a type."""
    label = record_type_of(model).label
    response = client.post(reverse("admin:export"), {"type": label, "format": "xlsx", "language": "en"} | asked)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return response.content


def import_address(model) -> str:
    return f"{reverse('admin:import')}?type={record_type_of(model).label}"


def send(client, address, data, name="fichier.csv", **fields):
    """The page that shows what a file would change, or refuses it."""
    return client.post(address, {"file": SimpleUploadedFile(name, data)} | fields)


def confirm(client, page):
    """Press the button of the page that shows what would change."""
    form, context = page.context["form"], page.context
    hidden = {name: form.data[name] for name in form.fields if name in form.data}
    sent = {context["file_parameter"]: context["file"], context["shown_parameter"]: context["brought"].digest}
    return client.post(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], hidden | sent)


def errors(page) -> list[str]:
    assert page.status_code == 400
    return [str(problem) for problem in page.context["errors"]]


def catalogue(data: bytes) -> polib.POFile:
    return polib.pofile(data.decode())


def sheets(data: bytes) -> dict[str, list[dict]]:
    """The rows of a workbook by sheet, by column."""
    book = load_workbook(BytesIO(data))
    found = {}
    for page in book.worksheets:
        rows = [[cell.value or "" for cell in row] for row in page.iter_rows()]
        found[page.title] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return found


def workbook(**pages) -> bytes:
    """A workbook of rows, each a mapping, by sheet; the first row of each gives the columns."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in pages.items():
        page = book.create_sheet(name)
        page.append(list(rows[0]))
        for row in rows:
            page.append(list(row.values()))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def table(*rows, delimiter=";", encoding="utf-8-sig") -> bytes:
    """A CSV file of rows, each a mapping; the first gives the columns."""
    file = StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding)
