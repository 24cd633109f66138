"""A cleaned copy holds what is seen of a file, and nothing else."""

import io
import zipfile

import pytest
from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from archive.examination import WHITE
from archive.store import path_of
from archive.uploads import cleaned_copy, receive
from tests import files
from tests.archive import docx, odt, pdf

pytestmark = pytest.mark.django_db

AUTHORED = {"ODT": odt.AUTHORED, "DOCX": docx.AUTHORED, "PDF": pdf.AUTHORED}
MARKS = (b"SECRET", b"Awa Diallo")
FILES = {
    **{f"ODT: {name}": odt.made(body) for name, (body, _text, _trace) in odt.HIDING.items()},
    **{f"ODT: {name}": odt.made(body) for name, (body, _text) in odt.SHOWING.items() if name != "a box"},
    **{f"DOCX: {name}": docx.made(body) for name, (body, _text, _trace) in docx.HIDING.items()},
    **{f"DOCX: {name}": docx.made(body) for name, (body, _text) in docx.SHOWING.items()},
    **{f"PDF: {name}": pdf.made(content) for name, (content, _trace) in pdf.HIDING.items()},
    "PDF: a note": pdf.made_with_note(),
    **{f"{name}: its author": content for name, content in AUTHORED.items()},
}


def kept(content: bytes):
    return receive(files.upload(content)).keep()


def cleaned(content: bytes):
    stored = kept(content)
    return stored, cleaned_copy(stored.sha256, "Texte")


def everything(content: bytes) -> bytes:
    """All that can be read of a file: its entries unpacked, or its objects."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    reader = PdfReader(io.BytesIO(content))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    streams = [found.get_data() for found in objects if hasattr(found, "get_data")]
    return b"\n".join([content, *streams, *(str(found).encode() for found in objects)])


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_copy_says_what_is_seen_and_holds_nothing_else(content):
    stored, copy = cleaned(content)
    left = everything(copy.incoming.path.read_bytes())

    assert any(mark in everything(content).replace(b"<534543524554>", b"SECRET") for mark in MARKS) or not stored.traces
    assert [mark for mark in (*MARKS, b"<534543524554>") if mark in left] == []
    assert (copy.text.split(), copy.traces, copy.pages) == (stored.text.split(), (), stored.pages)


def test_copy_knows_its_original_which_stays():
    stored, copy = cleaned(pdf.made_with_note())
    made = copy.keep()

    assert made.original == stored
    assert path_of(stored.sha256).exists()
    assert made.sha256 != stored.sha256


def test_the_same_file_gives_the_same_copy():
    stored = kept(docx.made(docx.HIDING["hidden words"][0]))

    assert cleaned_copy(stored.sha256, "a").sha256 == cleaned_copy(stored.sha256, "a").sha256


def test_what_belongs_to_what_is_left_out_leaves_with_it():
    """Comments, people, pictures of deleted words, notes that nothing calls, thumbnails, templates, variables."""
    content = docx.made_with_company()
    _stored, copy = cleaned(content)
    with zipfile.ZipFile(copy.incoming.path) as archive:
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


def test_prefixes_that_texts_are_written_with_stay_declared():
    body = docx.paragraph(docx.run("Vu"), docx.run("SECRET", "<w:vanish/>"))
    document = files.DOCX_DOCUMENT.replace(
        "<w:document ",
        f'<w:document {docx.MC} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14" ',
    )
    entries = {"[Content_Types].xml": files.DOCX_TYPES, "word/document.xml": document.format(body)}
    _stored, copy = cleaned(files.zipped(entries | docx.RELATIONS))

    assert b'xmlns:w14="http' in everything(copy.incoming.path.read_bytes())


def test_pictures_of_deleted_text_leave_an_odt():
    picture = (
        '<draw:frame><draw:image xlink:href="Pictures/{}.png" xmlns:xlink="http://www.w3.org/1999/xlink"/></draw:frame>'
    )
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>"
        f"{picture.format('deleted')}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    entries = {"Pictures/deleted.png": "x", "Pictures/seen.png": "x", "Thumbnails/thumbnail.png": "x"}
    _stored, copy = cleaned(odt.made(f"{deleted}<text:p>Vu{picture.format('seen')}</text:p>", **entries))

    with zipfile.ZipFile(copy.incoming.path) as archive:
        assert archive.namelist() == ["mimetype", "content.xml", "Pictures/seen.png"]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_earlier_states_of_a_pdf_are_not_in_its_copy():
    writer = PdfWriter(
        io.BytesIO(pdf.made("BT /F1 12 Tf 50 700 Td (SECRET) Tj ET", **{"/Author": "A"})), incremental=True
    )
    page = writer.pages[0]
    page[NameObject("/Contents")].get_object().set_data(pdf.SEEN.encode())
    _stored, copy = cleaned(files.written(writer))

    assert b"SECRET" not in everything(copy.incoming.path.read_bytes())
    assert copy.text.strip() == "Vu"


def test_the_copy_of_a_pdf_that_forbids_copying_is_open():
    _stored, copy = cleaned(files.encrypted_pdf("AES-256", password=""))

    assert not PdfReader(copy.incoming.path).is_encrypted
    assert copy.text.strip() == "Secret"


def test_white_letters_on_a_band_stay_to_be_decided_on():
    _stored, copy = cleaned(pdf.made(pdf.SHOWING["white letters on a band"][0], **{"/Author": "Awa Diallo"}))

    assert (copy.text.strip(), copy.traces) == ("Vu", (WHITE,))


def test_an_image_has_no_cleaned_copy():
    with pytest.raises(ValidationError) as refused:
        cleaned(files.image())

    assert refused.value.code == "unclean"
