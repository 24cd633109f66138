"""Clean copies of PDF: pages as they are seen, without notes, names, layers that are off and earlier states."""

from pathlib import Path

from pypdf import PageObject, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from archive.examination.pdf.layers import Layers
from archive.examination.pdf.notes import annotations, is_note
from archive.examination.pdf.objects import dictionary, entry, resolved
from archive.examination.pdf.reading import opened
from archive.examination.pdf.visible import PageSight

SAID_OF_ITSELF = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified")


def write_pdf(path: Path, cleaned: Path) -> None:
    reader = opened(path)
    title = entry(dictionary(reader.trailer, "/Info"), "/Title")
    writer = PdfWriter(clone_from=reader)
    layers = Layers(writer.root_object)
    used: dict = {}
    for page in writer.pages:
        sight = PageSight(page, layers)
        sight.clear(writer._add_object)
        note_objects(sight, used)
        forget(page, SAID_OF_ITSELF)
        take_notes_off(page)
    for objects, names in used.values():
        forget(objects, [name for name in objects if name not in names])
    forget(writer.root_object, SAID_OF_ITSELF + (("/OCProperties",) if layers.off else ()))
    writer.metadata = {"/Title": str(title)} if title else None
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    writer.write(cleaned)


def note_objects(sight: PageSight, used: dict[int, tuple[DictionaryObject, set[str]]]) -> None:
    """Remember which pictures and forms are painted still, by the dictionary that names them."""
    for form in sight.forms:
        objects = dictionary(form.resources, "/XObject")
        names = used.setdefault(id(objects), (objects, set()))[1]
        names |= {operands[0] for operands, operator in form.content.operations if operator == b"Do" and operands}


def take_notes_off(page: PageObject) -> None:
    found = annotations(page)
    if any(map(is_note, found)):
        kept = [raw for raw in entry(page, "/Annots") if not is_note(resolved(raw))]
        page[NameObject("/Annots")] = ArrayObject(kept)


def forget(holder: DictionaryObject, keys) -> None:
    for key in keys:
        holder.pop(NameObject(key), None)
