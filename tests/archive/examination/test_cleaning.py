"""A cleaned copy holds what is seen of a file, and nothing else."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from archive.examination import WHITE
from archive.examination.cleaning import write_clean
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


def test_white_letters_on_a_band_stay_to_be_decided_on():
    _stored, copy = cleaned(pdf.made(pdf.SHOWING["white letters on a band"][0], **{"/Author": "Awa Diallo"}))

    assert (copy.text.strip(), copy.traces) == ("Vu", (WHITE,))


def test_an_image_has_no_cleaned_copy():
    with pytest.raises(ValidationError) as refused:
        cleaned(files.image())

    assert refused.value.code == "unclean"


def test_the_program_says_that_it_has_written_the_copy(as_file, tmp_path):
    assert write_clean(as_file(docx.AUTHORED), tmp_path / "copy") == {"is_cleaned": True}
    assert b"Awa Diallo" not in everything((tmp_path / "copy").read_bytes())
