"""What a page rests on: its passages gathered source by source."""

import re
from dataclasses import dataclass, field

from django.db.models import Prefetch

from sources.models import Passage, Source


@dataclass
class Citation:
    """A source as a page cites it, with the places cited; none means the source as a whole."""

    source: Source
    locators: list[str] = field(default_factory=list)


def evidence_of(path: str = "") -> Prefetch:
    """Fetches the evidence of a record, or of its parts at that path, together with the sources."""
    lookup = f"{path}__evidence" if path else "evidence"
    return Prefetch(lookup, Passage.objects.select_related("source"))


def citations(passages) -> list[Citation]:
    """The sources of these passages in the order of their references, each once."""
    gathered: dict[object, Citation] = {}
    for passage in sorted(set(passages), key=lambda passage: (passage.source.reference, natural(passage.locator))):
        citation = gathered.setdefault(passage.source_id, Citation(passage.source))
        for locator in filter(None, passage.locator.split(", ")):
            if locator not in citation.locators:
                citation.locators.append(locator)
    return list(gathered.values())


def natural(locator: str) -> list:
    """The order of places in a text: L3 before L11."""
    return [int(piece) if piece.isdecimal() else piece for piece in re.split(r"(\d+)", locator)]
