"""PDF: whole, open to all, without anything that acts by itself; its pages and their text."""

import time
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from archive.examination import (
    MAX_OBJECTS,
    MAX_PAGES_READ,
    MAX_TEXT,
    PAGE_BREAK,
    PDF,
    SECONDS_OF_TEXT,
    Unacceptable,
)
from archive.examination.pdf.layers import Layers
from archive.examination.pdf.notes import traces_of
from archive.examination.pdf.visible import PageSight

ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/RichMediaExecute",
}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMedia", "/RichMediaContent"}
END = b"%%EOF"
TAIL = 2048


def examine_pdf(path: Path) -> dict:
    """Its pages and their text, one page after each page break."""
    refuse_tail(path)
    reader = opened(path)
    refuse_actions(reader)
    pages = len(reader.pages)
    if not pages:
        raise Unacceptable("broken")
    text, traces = read_pages(reader, pages)
    return {"media_type": PDF, "pages": pages, "text": text, "traces": sorted(traces)}


def opened(path: Path) -> PdfReader:
    """Open to all: who only forbids copying or printing has locked nothing (ISO 32000-2, 7.6.4)."""
    try:
        reader = PdfReader(path, strict=False)
    except NotImplementedError:  # locked for holders of a certificate, or by another program's rules
        raise Unacceptable("recipients") from None
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unacceptable("encrypted")
    return reader


def refuse_tail(path: Path) -> None:
    """Something hidden after the end of the document, or no end at all."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - TAIL, 0))
        tail = file.read()
    _before, end, after = tail.rpartition(END)
    if after.strip(b"\0\t\n\f\r "):
        raise Unacceptable("polyglot" if end else "broken")


def refuse_actions(reader: PdfReader) -> None:
    """Scripts, programs to start, forms that send, files within the file."""
    for number, reference in enumerate(references(reader)):
        if number > MAX_OBJECTS:
            raise Unacceptable("too_complex")
        try:
            found = reader.get_object(reference)
        except Unacceptable:
            raise
        except Exception:  # noqa: S112 (an object that cannot be read cannot act either)
            continue
        refuse_active(found)
    refuse_active(reader.trailer)


def references(reader: PdfReader):
    """Every object that the tables of the file name."""
    for generation, places in reader.xref.items():
        for number in places:
            yield IndirectObject(number, generation, reader)
    for number in reader.xref_objStm:
        yield IndirectObject(number, 0, reader)


def refuse_active(found) -> None:
    """Looks through one object, without following its references: those are looked at on their own."""
    waiting = [found]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            if ACTIVE_KEYS & value.keys() or value.get("/S") in ACTIONS:
                raise Unacceptable("active")
            if "/EF" in value or "/EmbeddedFiles" in value:
                raise Unacceptable("attachments")
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            waiting += list(value)


def read_pages(reader: PdfReader, pages: int) -> tuple[str, set[str]]:
    """As much text as can be had in the time allowed, and what else was found; a page that cannot be read is empty."""
    layers, traces = Layers(reader.root_object), traces_of(reader)
    until, texts, length = time.monotonic() + SECONDS_OF_TEXT, [], 0
    for number in range(min(pages, MAX_PAGES_READ)):
        if time.monotonic() > until or length > MAX_TEXT:
            break
        try:
            sight = PageSight(reader.pages[number], layers)
            sight.clear()
            traces |= sight.traces
            text = sight.page.extract_text()
        except MemoryError:
            raise
        except Exception:
            text = ""
        texts.append(text)
        length += len(text)
    return PAGE_BREAK.join(texts), traces
