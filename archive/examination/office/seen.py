"""A DOCX or ODT as its readers see it, and what else it holds: comments, changes, hidden text, names."""

import re
import zipfile
from dataclasses import dataclass

from archive.examination import AUTHORS, CHANGES, COMMENTS, is_somebody
from archive.examination.office import visible_docx, visible_odt
from archive.examination.office.package import Part, part, xml
from archive.examination.office.visible_docx import w

BODIES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml", re.IGNORECASE)
BODY_TYPE = re.compile(r"wordprocessingml\.(?:document\.main|header|footer|footnotes|endnotes)\+xml$")
DOCX_COMMENTS = re.compile(r"word/comments[^/]*\.xml", re.IGNORECASE)
CALLS = {w("footnoteReference"), w("endnoteReference")}
DOCX_NAMES: dict[str, tuple[str, ...]] = {
    "docProps/core.xml": ("creator", "lastModifiedBy"),
    "docProps/app.xml": ("Manager", "Company"),
}
ODT_NAMES: dict[str, tuple[str, ...]] = {"meta.xml": ("initial-creator", "creator", "printed-by")}
SOMEBODY = re.compile(r"[/\\](?:Users|home|Documents and Settings)[/\\]", re.IGNORECASE)  # in the place of a template


@dataclass
class Seen:
    """The parts that hold text, without what is not seen; `traces` are what was left out of them, or names people."""

    parts: dict[str, Part]
    traces: set[str]


def docx_seen(archive: zipfile.ZipFile) -> Seen:
    names = set(archive.namelist())
    styles = xml(archive, "word/styles.xml") if "word/styles.xml" in names else None
    parts, traces = {name: part(archive, name) for name in sorted(bodies(archive))}, set()
    for body in parts.values():
        sight = visible_docx.Sight(styles, body.namespaces)
        sight.clear(body.root)
        traces |= sight.traces
    traces |= forget_notes(parts)
    if any(xml(archive, name).find("{*}comment") is not None for name in filter(DOCX_COMMENTS.fullmatch, names)):
        traces.add(COMMENTS)
    if names_people(archive, DOCX_NAMES) or "word/people.xml" in names or has_template_of_somebody(archive):
        traces.add(AUTHORS)
    return Seen(parts, traces)


def forget_notes(parts: dict[str, Part]) -> set[str]:
    """Take out foot- and endnotes that nothing calls any more; returns the trace of it."""
    called = {node.get(w("id")) for body in parts.values() for node in body.root.iter() if node.tag in CALLS}
    found = set()
    for notes in (body.root for body in parts.values() if body.root.tag in {w("footnotes"), w("endnotes")}):
        for note in list(notes):
            if note.get(w("type")) is None and note.get(w("id")) not in called:
                notes.remove(note)
                found.add(CHANGES)
    return found


def bodies(archive: zipfile.ZipFile) -> set[str]:
    """The entries of a DOCX that hold text, as its table of types or their names tell."""
    types = xml(archive, "[Content_Types].xml").iterfind("{*}Override")
    told = {kind.get("PartName", "").lstrip("/") for kind in types if BODY_TYPE.search(kind.get("ContentType", ""))}
    return {name for name in archive.namelist() if name in told or BODIES.fullmatch(name)}


def has_template_of_somebody(archive: zipfile.ZipFile) -> bool:
    """Whether the template lies in somebody's own folder, by whose name they are known."""
    name = "word/_rels/settings.xml.rels"
    relations = xml(archive, name) if name in archive.namelist() else ()
    return any(SOMEBODY.search(relation.get("Target", "")) for relation in relations)


def odt_seen(archive: zipfile.ZipFile) -> Seen:
    names = set(archive.namelist())
    parts: dict[str, Part] = {name: part(archive, name) for name in ("content.xml", "styles.xml") if name in names}
    sight = visible_odt.Sight([piece.root for piece in parts.values()])
    for piece in parts.values():
        sight.clear(piece.root)
    if any(name.startswith("Versions/") for name in names):
        sight.traces.add(CHANGES)  # whole earlier versions
    return Seen(parts, sight.traces | ({AUTHORS} if names_people(archive, ODT_NAMES) else set()))


def names_people(archive: zipfile.ZipFile, places: dict[str, tuple[str, ...]]) -> bool:
    present = [name for name in places if name in archive.namelist()]
    roots = [(xml(archive, name), places[name]) for name in present]
    return any(
        is_somebody(node.text or "") for root, tags in roots for tag in tags for node in root.iterfind(f".//{{*}}{tag}")
    )
