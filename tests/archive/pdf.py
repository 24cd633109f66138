"""PDF files that hold more than is seen: each kind of page, and the trace of what is not."""

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from archive.examination import HIDDEN, WHITE
from tests import files


def made(content: str, **about) -> bytes:
    """One page of these operations; `Layer` names a layer that is off, `Clear` a state that paints nothing."""
    made = files.writer("x")
    layer = made._add_object(_dictionary({"/Type": NameObject("/OCG"), "/Name": TextStringObject("Brouillon")}))
    page = made.pages[0]
    page["/Resources"][NameObject("/Properties")] = _dictionary({"/Layer": layer})
    page["/Resources"][NameObject("/ExtGState")] = _dictionary({"/Clear": _dictionary({"/ca": NumberObject(0)})})
    off = _dictionary({"/OFF": ArrayObject([layer])})
    made.root_object[NameObject("/OCProperties")] = _dictionary({"/OCGs": ArrayObject([layer]), "/D": off})
    stream = DecodedStreamObject()
    stream.set_data(content.encode("cp1252"))
    page[NameObject("/Contents")] = made._add_object(stream)
    made.add_metadata(about)
    return files.written(made)


def _dictionary(entries: dict) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})


def made_with_note() -> bytes:
    made = files.writer("Vu")
    note = _dictionary(
        {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Text"),
            "/Rect": ArrayObject([FloatObject(value) for value in (10, 10, 30, 30)]),
            "/Contents": TextStringObject("SECRET"),
            "/T": TextStringObject("Awa Diallo"),
        }
    )
    made.pages[0][NameObject("/Annots")] = ArrayObject([made._add_object(note)])
    return files.written(made)


SEEN = "BT /F1 12 Tf 50 780 Td (Vu) Tj ET"
SECRET = "BT /F1 12 Tf 50 700 Td (SECRET) Tj ET"
SCAN = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
BAND = "0 0 0.5 rg 0 600 595 200 re f"
HIDING = {
    "invisible letters": (f"{SEEN} q 3 Tr {SECRET} Q", HIDDEN),
    "letters without opacity": (f"{SEEN} q /Clear gs {SECRET} Q", HIDDEN),
    "letters of a layer that is off": (f"{SEEN} /OC /Layer BDC {SECRET} EMC", HIDDEN),
    "white letters on paper": (f"{SEEN} 1 1 1 rg {SECRET}", HIDDEN),
    "letters without ink": (f"{SEEN} 0 0 0 0 k {SECRET}", HIDDEN),
}
SHOWING = {
    "the text of a scan": (f"{SCAN} 3 Tr {SEEN}", []),
    "white letters on a band": (f"{BAND} 1 g {SEEN}", [WHITE]),
    "letters after hidden ones": (f"/OC /Layer BDC EMC {SEEN}", []),
}

AUTHORED = made(SEEN, **{"/Author": "Awa Diallo"})
