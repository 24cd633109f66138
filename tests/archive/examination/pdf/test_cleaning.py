"""Copies of PDF: pages as they are seen, and nothing of what they were."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from archive.examination.pdf.cleaning import write_pdf
from tests import files
from tests.archive import pdf


@pytest.fixture
def cleaned(as_file, tmp_path):
    def write(content: bytes) -> PdfReader:
        write_pdf(as_file(content), tmp_path / "copy")
        return PdfReader(tmp_path / "copy")

    return write


def test_earlier_states_of_a_pdf_are_not_in_its_copy(cleaned):
    writer = PdfWriter(
        io.BytesIO(pdf.made("BT /F1 12 Tf 50 700 Td (SECRET) Tj ET", **{"/Author": "A"})), incremental=True
    )
    page = writer.pages[0]
    page[NameObject("/Contents")].get_object().set_data(pdf.SEEN.encode())
    copy = cleaned(files.written(writer))
    objects = [copy.get_object(number) for number in range(1, len(copy.xref[0]) + 1)]
    contents = [found.get_data() for found in objects if hasattr(found, "get_data")]

    assert [page.extract_text().strip() for page in copy.pages] == ["Vu"]
    assert pdf.SEEN.encode() in b"".join(contents)
    assert b"SECRET" not in b"".join(contents)


def test_the_copy_of_a_pdf_that_forbids_copying_is_open(cleaned):
    copy = cleaned(files.encrypted_pdf("AES-256", password=""))

    assert not copy.is_encrypted
    assert copy.pages[0].extract_text().strip() == "Secret"


def test_notes_and_names_are_left_out_and_the_title_stays(cleaned):
    noted, authored = cleaned(pdf.made_with_note()), cleaned(pdf.made(pdf.SEEN, **{"/Author": "A", "/Title": "Charte"}))

    assert list(noted.pages[0].get("/Annots", [])) == []
    assert dict(authored.metadata) == {"/Title": "Charte"}
