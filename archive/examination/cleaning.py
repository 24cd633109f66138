"""Copies that hold no more than their readers see: without comments, changes, hidden text and names of authors."""

from pathlib import Path

from archive.examination import Unacceptable
from archive.examination.office.cleaning import write_docx, write_odt
from archive.examination.office.reading import DOCX_NAME, opened
from archive.examination.pdf.cleaning import write_pdf


def write_clean(path: Path, cleaned: Path) -> dict:
    """Write the copy of a file that has been examined; raises Unacceptable for what has none."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head:
        write_pdf(path, cleaned)
    elif head.startswith(b"PK"):
        with opened(path) as archive:
            (write_docx if DOCX_NAME in archive.namelist() else write_odt)(archive, cleaned)
    else:
        raise Unacceptable("unclean")
    return {"is_cleaned": True}
