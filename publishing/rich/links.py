"""Links within rich texts: addresses on the web, and references to records.

A reference, `register:summits.decision:<key>`, names a record and not its address, which may change; it is
resolved when the text is shown, in the reader's language, and is plain text when there is no such page.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from django.urls import get_script_prefix

from editions.models import SearchEntry
from publishing.registry import record_type_of

SCHEME = "register:"
KEY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
REFERENCE = rf"{SCHEME}([a-z_]+\.[a-z_]+):({KEY})"
REFERENCES = re.compile(REFERENCE)
ON_THE_WEB = re.compile(r"(?:https?://[^\s/@]+(?:[/?#]\S*)?|mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9.\-]+)", re.IGNORECASE)
ON_THE_SITE = re.compile(r"/(?![/\\])\S*|#\S+")

Reference = tuple[str, UUID]
Addresses = dict[Reference, tuple[str, str]]


def href_of(record) -> str:
    """The reference to a record, as a link holds it."""
    return f"{SCHEME}{record_type_of(record).label}:{record.pk}"


def reference_of(href: str) -> Reference | None:
    """The record that a link refers to; none for other links and for types that have no page."""
    found = REFERENCES.fullmatch(href)
    if not found:
        return None
    try:
        has_address = record_type_of(found[1]).has_address
    except (LookupError, ValueError):
        return None
    return (found[1], UUID(found[2])) if has_address else None


def is_address(href: str) -> bool:
    """Whether a link may lead there."""
    if href.startswith(SCHEME):
        return reference_of(href) is not None
    return bool(ON_THE_WEB.fullmatch(href) or ON_THE_SITE.fullmatch(href))


def references_in(texts: Iterable[str]) -> set[Reference]:
    """The records that these texts refer to."""
    hrefs = (found[0] for text in texts for found in REFERENCES.finditer(text))
    return {reference for reference in map(reference_of, hrefs) if reference}


def addresses(references: Iterable[Reference], language: str) -> Addresses:
    """The page of each live record with its language, that asked for if it has one; one statement, or none."""
    references = set(references)
    if not references:
        return {}
    found = {}
    entries = SearchEntry.objects.filter(record_id__in={pk for _label, pk in references}).order_by("language")
    for label, pk, code, path in entries.values_list("record_type", "record_id", "language", "path"):
        if (label, pk) in references and (code == language or (label, pk) not in found):
            found[label, pk] = (get_script_prefix() + path.removeprefix("/"), code)
    return found
