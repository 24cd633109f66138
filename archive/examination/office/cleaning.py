"""Clean copies of DOCX and ODT: the parts as they are seen, and of the others only those that are still needed."""

import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as Tree
from xml.etree.ElementTree import Element

from archive.examination.office.package import Part, part, read
from archive.examination.office.seen import docx_seen, odt_seen
from archive.examination.office.visible_docx import w

DAY = (1980, 1, 1, 0, 0, 0)  # the first that an archive knows: the same file gives the same copy
CONTENTS, PACKAGE = "[Content_Types].xml", "_rels/.rels"
# What a part of a DOCX is related to and no reader sees, by the last word of the kind of relation.
UNSEEN = {
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "customXml", "thumbnail"),
    *("custom-properties", "glossaryDocument", "attachedTemplate", "origin", "printerSettings", "mailMergeSource"),
    *("mailMergeHeaderSource", "recipientData", "keyMapCustomizations", "attachedToolbars"),
}
# Relations that the part names where it needs them; of any other kind, being there is enough.
NAMED = {
    *(
        "image",
        "chart",
        "chartEx",
        "hyperlink",
        "package",
        "oleObject",
        "aFChunk",
        "video",
        "audio",
        "media",
        "control",
    ),
    *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "header", "footer"),
}
SETTINGS = ("attachedTemplate", "rsids", "docVars", "mailMerge", "trackRevisions", "revisionView", "writeProtection")
APPLICATION = ("Manager", "Company", "Template", "HyperlinkBase", "TotalTime")
TOLD = {"title", "language", "document-statistic"}  # of what a document says of itself
ODT_UNSEEN = re.compile(
    r"Versions/.*|VersionList\.xml|Thumbnails/.*|Configurations2/.*|META-INF/documentsignatures\.xml|layout-cache"
)
ODT_NAMED = re.compile(r"(?:Pictures|Media|ObjectReplacements|Object[^/]*)/.*")
PRINTER = {"PrinterName", "PrinterSetup", "PrintFaxName", "Rsid", "RsidRoot"}


def write_docx(archive: zipfile.ZipFile, path: Path) -> None:
    parts = docx_seen(archive).parts
    relations = relations_left(archive, parts)
    kept = reached(relations)
    parts |= {name: part for name, part in relations.items() if owner_of(name) in kept | {""}}
    parts |= {name: cleared for name, cleared in documents_about(archive) if name in kept}
    types = part(archive, CONTENTS)
    for override in types.root.findall("{*}Override"):
        if override.get("PartName", "").lstrip("/") not in kept:
            types.root.remove(override)
    parts[CONTENTS] = types
    write(archive, path, parts, [name for name in archive.namelist() if name in kept | parts.keys()])


def relations_left(archive: zipfile.ZipFile, parts: dict[str, Part]) -> dict[str, Part]:
    """The relations of each part, without those to what is not seen and those that it names no longer."""
    left = {}
    for name in archive.namelist():
        if not name.endswith(".rels"):
            continue
        left[name] = part(archive, name)
        owner = parts.get(owner_of(name))
        used = {value for node in owner.root.iter() for value in node.attrib.values()} if owner else None
        for relation in list(left[name].root):
            kind = relation.get("Type", "").rpartition("/")[2]
            is_idle = used is not None and kind in NAMED and relation.get("Id") not in used
            if kind in UNSEEN or is_idle:
                left[name].root.remove(relation)
    return left


def owner_of(relations: str) -> str:
    """`word/document.xml` of `word/_rels/document.xml.rels`; blank for those of the package."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels")) if relations != PACKAGE else ""


def reached(relations: dict[str, Part]) -> set[str]:
    """The entries that relations lead to, from those of the package on."""
    found, waiting = set(), [""]
    while waiting:
        owner = waiting.pop()
        folder, name = posixpath.split(owner)
        place = f"{folder}/_rels/{name}.rels".lstrip("/") if owner else PACKAGE
        for relation in relations[place].root if place in relations else ():
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            if relation.get("TargetMode") != "External" and target not in found:
                found.add(target)
                waiting.append(target)
    return found


def documents_about(archive: zipfile.ZipFile) -> Iterable[tuple[str, Part]]:
    """What a DOCX says of itself and how it is edited, without names and places of people."""
    rules = {
        "docProps/app.xml": lambda node: name_of(node) in APPLICATION,
        "docProps/core.xml": lambda node: name_of(node) not in TOLD,
        "word/settings.xml": lambda node: node.tag in set(map(w, SETTINGS)),
    }
    for name, is_left_out in rules.items():
        if name in archive.namelist():
            yield name, without(part(archive, name), is_left_out)


def write_odt(archive: zipfile.ZipFile, path: Path) -> None:
    parts = odt_seen(archive).parts
    used = {
        value.removeprefix("./")
        for piece in parts.values()
        for node in piece.root.iter()
        for name, value in node.attrib.items()
        if name.endswith("}href")
    }
    kept = [name for name in archive.namelist() if not ODT_UNSEEN.fullmatch(name) and is_used(name, used)]
    for name in kept:
        if posixpath.basename(name) == "meta.xml":
            parts[name] = about_odt(part(archive, name))
        elif name == "settings.xml":
            parts[name] = without(part(archive, name), lambda node: any(v in PRINTER for v in node.attrib.values()))
        elif name == "META-INF/manifest.xml":
            parts[name] = without(part(archive, name), lambda node: is_dropped(node, archive, kept))
    write(archive, path, parts, kept)


def is_used(name: str, used: set[str]) -> bool:
    """Whether an entry that texts name is named still: itself, the object it is part of, or that it stands for."""
    return not ODT_NAMED.fullmatch(name) or any(name == place or name.startswith(f"{place}/") for place in used)


def is_dropped(node: Element, archive: zipfile.ZipFile, kept: list[str]) -> bool:
    place = next((value for name, value in node.attrib.items() if name.endswith("}full-path")), "")
    return bool(ODT_UNSEEN.fullmatch(place)) or (place in archive.namelist() and place not in kept)


def about_odt(about: Part) -> Part:
    for holder in about.root:
        holder[:] = [node for node in holder if name_of(node) in TOLD]
    return about


def without(piece: Part, is_left_out) -> Part:
    """The part without the elements that answer, wherever they are."""
    for parent in list(piece.root.iter()):
        parent[:] = [child for child in parent if not is_left_out(child)]
    return piece


def name_of(node: Element) -> str:
    return node.tag.rpartition("}")[2]


# The archive


def write(archive: zipfile.ZipFile, path: Path, parts: dict[str, Part], names: Iterable[str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name in dict.fromkeys(names):
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            content = serialised(parts[name]) if name in parts else read_whole(archive, name)
            written.writestr(zipfile.ZipInfo(name, DAY), content, method)


def read_whole(archive: zipfile.ZipFile, name: str) -> bytes:
    """An entry that is no text: a picture may be longer than XML."""
    return archive.read(name) if not name.endswith((".xml", ".rels")) else read(archive, name)


def serialised(piece: Part) -> bytes:
    """XML with every prefix that the part declared: its texts may be written with them."""
    for prefix, uri in piece.namespaces.items():
        if not re.fullmatch(r"ns\d+", prefix):
            Tree.register_namespace(prefix, uri)
    xml = Tree.tostring(piece.root, encoding="unicode")
    head = xml.partition(">")[0]
    lacking = [
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in piece.namespaces.items()
        if prefix and f"xmlns:{prefix}=" not in head
    ]
    name, rest = re.match(r"(<[^\s/>]+)(.*)", xml, re.DOTALL).groups()  # type: ignore[union-attr]  # a root has a name
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{name}{''.join(lacking)}{rest}".encode()
