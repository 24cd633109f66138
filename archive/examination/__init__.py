"""Opening files that anybody may have made: a program of its own (`python -m archive.examination`).

It knows no Django and no setting, is given neither database nor secret, and limits its own memory and time,
so that a file made to harm harms nothing but itself.
"""

MAX_PIXELS = 50_000_000
MAX_ENTRIES = 2_000  # in a DOCX or ODT, which are ZIP archives
MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 200  # of one entry, unpacked to packed, beyond its first megabyte
MAX_XML = 40 * 2**20
MAX_OBJECTS = 200_000  # in a PDF
MAX_PAGES_READ = 400
MAX_TEXT = 200_000  # characters kept for searching
SECONDS_OF_TEXT = 8
SECONDS = 20
MEMORY = 2**30

PDF = "application/pdf"
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG, JPEG, WEBP = "image/png", "image/jpeg", "image/webp"

EXTENSIONS = {PDF: "pdf", ODT: "odt", DOCX: "docx", PNG: "png", JPEG: "jpg", WEBP: "webp"}
PAGE_BREAK = "\f"

READING = 2  # raised whenever more or less of a file is read than before: what is stored is then read again
# What a file may hold that its readers are not meant to see, or see without looking for it.
COMMENTS, CHANGES, HIDDEN, WHITE, AUTHORS = "comments", "changes", "hidden", "white", "authors"


class Unacceptable(Exception):  # noqa: N818 (an answer, not an error)
    """The file is refused; `reason` is a key of `archive.uploads.REASONS`."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


NOBODY = {"", "anonymous", "(anonymous)", "unknown", "(unspecified)", "python-docx"}  # what programs write for a name


def is_somebody(name: str) -> bool:
    """Whether an author's name, as a program wrote it, is one."""
    return name.strip().casefold() not in NOBODY
