"""What a PDF says beside its pages: notes written on them, and names of people (ISO 32000-2, 12.5 and 14.3)."""

import re

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from archive.examination import AUTHORS, COMMENTS, is_somebody
from archive.examination.pdf.objects import dictionary, entry, resolved

# Annotations that somebody put on the page, and not part of it as links and fields are.
NOTES = {
    f"/{name}"
    for name in (
        *("Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline"),
        *("Squiggly", "StrikeOut", "Caret", "Stamp", "Ink", "Popup", "FileAttachment", "Sound", "Redact"),
    )
}
CREATOR = re.compile(rb"<dc:creator\b[^>]*>.*?<rdf:li\b[^>]*>\s*[^<\s]", re.DOTALL)


def traces_of(reader: PdfReader) -> set[str]:
    noted = any(is_note(annotation) for page in reader.pages for annotation in annotations(page))
    return ({COMMENTS} if noted else set()) | ({AUTHORS} if names_people(reader) else set())


def annotations(page: DictionaryObject) -> list:
    found = entry(page, "/Annots")
    return [resolved(annotation) for annotation in found] if isinstance(found, ArrayObject) else []


def is_note(annotation) -> bool:
    return isinstance(annotation, DictionaryObject) and entry(annotation, "/Subtype") in NOTES


def names_people(reader: PdfReader) -> bool:
    author = entry(dictionary(reader.trailer, "/Info"), "/Author", "")
    described = entry(reader.root_object, "/Metadata")
    data = described.get_data() if isinstance(described, StreamObject) else b""
    return is_somebody(str(author)) or CREATOR.search(data) is not None
