"""DOCX and ODT: ZIP archives of XML, unpacked within limits."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from archive.examination import DOCX, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, ODT, Unacceptable
from archive.examination.office.package import read, xml
from archive.examination.office.seen import docx_seen, odt_seen
from archive.examination.office.words import text_of_docx, text_of_odt

ODT_NAME, DOCX_NAME = "mimetype", "[Content_Types].xml"
DOCX_PART = f"{DOCX}.main+xml"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
HARMLESS = {"hyperlink", "image"}  # what a DOCX may name outside itself; templates and objects are fetched
TEMPLATE = "attachedTemplate"
# A template on the disk of who wrote the document: a name, « C:\\… », « file:///C:/… », « file:///Users/… ».
NEAR = re.compile(r"(?:file:///(?![/\\])|(?:file:)?[A-Za-z]:[/\\]|(?![/\\]|[A-Za-z][\w+.-]*:))", re.IGNORECASE)
ACTIVE = ("vbaproject", "/activex/", "basic/", "scripts/", "oleobject")


def examine_office(path: Path) -> dict:
    """Its type, the pages that its own statistics tell, its text."""
    with opened(path) as archive:
        names = set(archive.namelist())
        if DOCX_NAME in names and "word/document.xml" in names:
            return examine_docx(archive, names)
        if ODT_NAME in names and read(archive, ODT_NAME).strip() == ODT.encode():
            return examine_odt(archive, names)
    raise Unacceptable("type")


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, once it is known to be harmless to open."""
    with zipfile.ZipFile(path) as archive:
        refuse_bombs(archive)
        refuse_strangers(archive, path)
        yield archive


def refuse_bombs(archive: zipfile.ZipFile) -> None:
    """By what the archive says of its entries; reading never goes beyond what it says."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unacceptable("bomb")
    for entry in entries:
        if entry.file_size > 2**20 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Unacceptable("bomb")


def refuse_strangers(archive: zipfile.ZipFile, path: Path) -> None:
    """Entries that lead elsewhere, are locked or act; bytes before, between the end and after the archive."""
    entries = archive.infolist()
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in entry.filename:
            raise Unacceptable("paths")
        if entry.flag_bits & 1:
            raise Unacceptable("encrypted")
        if any(word in f"/{entry.filename.lower()}" for word in ACTIVE):
            raise Unacceptable("active")
    with path.open("rb") as file:
        file.seek(-22, 2)
        has_end = file.read(4) == b"PK\x05\x06"
    if archive.comment or not has_end or min(entry.header_offset for entry in entries) != 0:
        raise Unacceptable("polyglot")


def examine_docx(archive, names) -> dict:
    if DOCX_PART.encode() not in read(archive, DOCX_NAME):
        raise Unacceptable("type")
    for name in names:
        if name.endswith(".rels"):
            refuse_fetched(xml(archive, name))
    numbering = xml(archive, "word/numbering.xml") if "word/numbering.xml" in names else None
    seen = docx_seen(archive)
    text = text_of_docx(seen.parts["word/document.xml"].root, numbering)
    return {"media_type": DOCX, "pages": pages_of_docx(archive, names), "text": text, "traces": sorted(seen.traces)}


def refuse_fetched(relations: Element) -> None:
    """A template or an object that the reader's program would fetch from somewhere else."""
    for relation in relations.iter(RELATIONS):
        kind = relation.get("Type", "").rpartition("/")[2]
        is_near = kind == TEMPLATE and NEAR.match(unquote(relation.get("Target", "")).strip())
        if relation.get("TargetMode") == "External" and kind not in HARMLESS and not is_near:
            raise Unacceptable("active")


def pages_of_docx(archive, names) -> int | None:
    if "docProps/app.xml" not in names:
        return None
    return number_in(xml(archive, "docProps/app.xml").findtext("{*}Pages"))


def examine_odt(archive, names) -> dict:
    manifest = "META-INF/manifest.xml"
    if manifest in names and xml(archive, manifest).find(".//{*}encryption-data") is not None:
        raise Unacceptable("encrypted")
    seen = odt_seen(archive)
    text = text_of_odt(seen.parts["content.xml"].root)
    return {"media_type": ODT, "pages": pages_of_odt(archive, names), "text": text, "traces": sorted(seen.traces)}


def pages_of_odt(archive, names) -> int | None:
    if "meta.xml" not in names:
        return None
    statistics = xml(archive, "meta.xml").find(".//{*}document-statistic")
    counts = statistics.attrib if statistics is not None else {}
    return next((number_in(value) for name, value in counts.items() if name.endswith("}page-count")), None)


def number_in(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() and int(text) else None
