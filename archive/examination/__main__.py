"""Says on one line of JSON what a file is, or why it is refused; an image is written anew to the second path.

With the word `clean` after both, writes there a copy that holds no more than what is seen.
"""

import json
import re
import resource
import sys
import zipfile
from pathlib import Path

import puremagic

from archive.examination import MAX_TEXT, MEMORY, SECONDS, Unacceptable
from archive.examination.cleaning import write_clean
from archive.examination.images import examine_image
from archive.examination.office.reading import examine_office
from archive.examination.pdf.reading import examine_pdf

HEAD = 4096
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe)\b", re.IGNORECASE)
OFFICE = b"PK\x03\x04"
PDF_START, FURTHEST = b"%PDF-", 1024  # how far from its beginning readers look for that of a PDF
BLANKS = b"\xef\xbb\xbf\0\t\n\f\r "
LOCKED = "EncryptedPackage".encode("utf-16-le")  # a DOCX behind a password, whatever the cipher
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a .doc, or a DOCX behind a password
IMAGES = {".png", ".jpg", ".jpeg", ".jfif", ".webp"}


def examine(path: Path, cleaned: Path) -> dict:
    """Type, pages and text of the file; raises Unacceptable."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    start = start_of_pdf(head)
    guesses = guessed(head[start:])
    if head[start:].startswith(b"%PDF-") and ".pdf" in guesses:
        refuse_markup(head)
        if zipfile.is_zipfile(path):
            raise Unacceptable("polyglot")
        return examine_pdf(path)
    if head.startswith(OFFICE) and guesses & {".docx", ".odt", ".zip"}:
        if b"%PDF-" in head[:1024]:
            raise Unacceptable("polyglot")
        return examine_office(path)
    if guesses & IMAGES:
        refuse_markup(head)
        return examine_image(path, cleaned)
    if head.startswith(OLD_OFFICE):
        raise Unacceptable("encrypted" if LOCKED in path.read_bytes() else "old_office")
    raise Unacceptable("before" if PDF_START in head[:FURTHEST] and not MARKUP.search(head[:FURTHEST]) else "type")


def start_of_pdf(head: bytes) -> int:
    """Where a PDF begins, if blanks are all that stands before it: servers and mail programs add some."""
    blank = head[:FURTHEST].partition(PDF_START)[0]
    return len(blank) if not blank.strip(BLANKS) and PDF_START in head[:FURTHEST] else 0


def guessed(head: bytes) -> set[str]:
    """The extensions that the first bytes speak for."""
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return set()


def refuse_markup(head: bytes) -> None:
    """What begins as one thing and could be read as a page by a browser that guesses."""
    if MARKUP.search(head[:1024]):
        raise Unacceptable("polyglot")


def limit_oneself() -> None:
    """Memory, processor time and, for what is written, size: beyond them the system ends this program."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, cleaned: str, task: str = "examine") -> None:
    limit_oneself()
    try:
        found = (write_clean if task == "clean" else examine)(Path(path), Path(cleaned))
        found["text"] = found.get("text", "")[:MAX_TEXT]
    except Unacceptable as refusal:
        found = {"refused": refusal.reason}
    except MemoryError:
        found = {"refused": "too_complex"}
    except Exception:  # a library that stumbles over a file has said enough about it
        found = {"refused": "broken"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
