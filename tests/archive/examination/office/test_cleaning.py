"""Copies of DOCX and ODT hold what is seen, and of the other parts those that are still needed."""

import io
import zipfile

import pytest
from defusedxml import ElementTree

from archive.examination.office.cleaning import write_docx, write_odt
from tests import files
from tests.archive import docx, odt


@pytest.fixture
def cleaned(tmp_path):
    def write(content: bytes) -> zipfile.ZipFile:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            is_odt = "content.xml" in archive.namelist()
            (write_odt if is_odt else write_docx)(archive, tmp_path / "copy")
        return zipfile.ZipFile(tmp_path / "copy")

    return write


def test_what_belongs_to_what_is_left_out_leaves_with_it(cleaned):
    """Comments, people, pictures of deleted words, notes that nothing calls, thumbnails, templates, variables."""
    with cleaned(docx.made_with_company()) as archive:
        names = set(archive.namelist())
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}

    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/_rels/settings.xml.rels",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/media/seen.png",
    }
    assert "Communiqué" in "".join(parts["docProps/core.xml"].itertext())
    assert len(parts["word/settings.xml"]) == 0
    assert "En-tête" in "".join(parts["word/header1.xml"].itertext())
    assert [child.get("PartName") for child in parts["[Content_Types].xml"]] == ["/word/document.xml"]


def test_prefixes_that_texts_are_written_with_stay_declared(cleaned):
    body = docx.paragraph(docx.run("Vu"), docx.run("SECRET", "<w:vanish/>"))
    document = files.DOCX_DOCUMENT.replace(
        "<w:document ",
        f'<w:document {docx.MC} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14" ',
    )
    entries = {"[Content_Types].xml": files.DOCX_TYPES, "word/document.xml": document.format(body)}
    with cleaned(files.zipped(entries | docx.RELATIONS)) as archive:
        assert b'xmlns:w14="http' in archive.read("word/document.xml")


def test_pictures_of_deleted_text_leave_an_odt(cleaned):
    picture = (
        '<draw:frame><draw:image xlink:href="Pictures/{}.png" xmlns:xlink="http://www.w3.org/1999/xlink"/></draw:frame>'
    )
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>"
        f"{picture.format('deleted')}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    entries = {"Pictures/deleted.png": "x", "Pictures/seen.png": "x", "Thumbnails/thumbnail.png": "x"}

    with cleaned(odt.made(f"{deleted}<text:p>Vu{picture.format('seen')}</text:p>", **entries)) as archive:
        assert archive.namelist() == ["mimetype", "content.xml", "Pictures/seen.png"]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
