"""The entries of a DOCX or ODT, read within limits."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from archive.examination import MAX_XML, Unacceptable


@dataclass
class Part:
    """One entry as XML, with the prefixes that it declares: names within its texts may be written with them."""

    root: Element
    namespaces: dict[str, str] = field(default_factory=dict)


def read(archive: zipfile.ZipFile, name: str) -> bytes:
    """One entry, unpacked no further than an XML file may be long."""
    with archive.open(name) as file:
        content = file.read(MAX_XML + 1)
    if len(content) > MAX_XML:
        raise Unacceptable("bomb")
    return content


def xml(archive: zipfile.ZipFile, name: str) -> Element:
    """One entry as XML without entities or document type."""
    return ElementTree.fromstring(read(archive, name), forbid_dtd=True)


def part(archive: zipfile.ZipFile, name: str) -> Part:
    """The same, with its prefixes."""
    events = ElementTree.iterparse(BytesIO(read(archive, name)), events=("start-ns",), forbid_dtd=True)
    namespaces = dict(namespace for _event, namespace in events)
    return Part(events.root, namespaces)
