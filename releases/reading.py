"""An answer as text that two releases can be compared by: status, headers, and the body in lines."""

import hashlib
import io
import zipfile
from difflib import unified_diff
from itertools import islice

from releases.crawl import Answer

# Of the connection, or told by the body; WhiteNoise dates static files by the checkout.
NOT_COMPARED = {"date", "server", "connection", "transfer-encoding", "etag", "content-length"}
NOT_COMPARED_OF_FILES = NOT_COMPARED | {"last-modified"}
IN_WORDS = ("text/", "xml", "json", "javascript", "bibtex", "research-info", "yaml")
DIFF_LINES, LINE_LENGTH = 24, 300


def as_text(address: str, answer: Answer) -> str:
    """All that a reader's program receives; whole bodies, those that are no text by their fingerprint."""
    ignored = NOT_COMPARED_OF_FILES if address.startswith("/static/") else NOT_COMPARED
    headers = sorted(f"{name}: {value}" for name, value in answer.headers if name.lower() not in ignored)
    return "\n".join([f"HTTP {answer.status}", *headers, "", body_as_text(answer.kind, answer.body)])


def body_as_text(kind: str, body: bytes) -> str:
    if any(word in kind for word in IN_WORDS):
        return body.decode(errors="surrogateescape")
    members = members_of(body) if kind == "application/zip" else []
    return "\n".join([*members, f"{len(body)} bytes, SHA-256 {hashlib.sha256(body).hexdigest()}"])


def members_of(body: bytes) -> list[str]:
    """A line for each file of an archive, so that a difference says which."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [f"{one.filename} {one.file_size} bytes, CRC {one.CRC:08x}" for one in archive.infolist()]


def short_diff(address: str, before: str, now: str) -> str:
    """The address, then the first lines that differ."""
    lines = unified_diff(before.splitlines(), now.splitlines(), "base", "present", lineterm="", n=1)
    return "\n".join([f"differs: {address}", *(line[:LINE_LENGTH] for line in islice(lines, DIFF_LINES))])
