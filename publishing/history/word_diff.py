"""Two states of a record side by side, with their whole texts and what differs in them word by word."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join

from publishing.history.diff import NONE, Comparison, Difference
from publishing.snapshots import Snapshot, in_todays_shape

WORDS = re.compile(r"\s+|[^\s]+")
LONGEST = 4000  # words; beyond, marking them would take longer than reading them


class WholeComparison(Comparison):
    """The same comparison without abridging what is compared."""

    def summary(self, field, value):
        if field.many_to_one:
            return super().summary(field, value)
        return NONE if value is None else self.display_value(field, value)


@dataclass(frozen=True)
class Line:
    """One field of a comparison, what is gone marked in the old text and what is new in the new one."""

    difference: Difference
    before: str
    after: str


def lines(before: Snapshot | None, after: Snapshot) -> list[Line]:
    """What to read of a change; for a record that was not there before, all it says."""
    after = in_todays_shape(after)
    return list(_lines(in_todays_shape(before) if before else blank(after), after))


def _lines(before, after) -> Iterator[Line]:
    for difference in WholeComparison(before, after):
        old, new = str(difference.before), str(difference.after)
        if old.strip(NONE) != new.strip(NONE) or not difference.name:
            yield Line(difference, *marked(old, new))


def blank(snapshot: Snapshot) -> Snapshot:
    """The same rows with nothing in them but whose they are."""
    rows = {
        table.name: [] if table.model._meta.auto_created else [emptied(row, table) for row in snapshot.rows[table.name]]
        for table in snapshot.record_type.tables
    }
    return Snapshot(snapshot.record_type, snapshot.id, json.dumps(rows))


def emptied(row: dict, table) -> dict:
    return {column: value if column in {"id", table.owner_column} else None for column, value in row.items()}


def marked(before: str, after: str) -> tuple[str, str]:
    """Both texts as HTML, with the words that only one of them has in `<del>` and `<ins>`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if before in {"", NONE} or after in {"", NONE} or len(old) + len(new) > LONGEST:
        return format_html("{}", before), format_html("{}", after)
    pieces = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        joined("del", ((kind, "".join(old[start:end])) for kind, start, end, _from, _to in pieces)),
        joined("ins", ((kind, "".join(new[start:end])) for kind, _from, _to, start, end in pieces)),
    )


def joined(element: str, pieces) -> str:
    """The pieces one after the other, those that only one text has in an element."""
    said = ((kind, text) for kind, text in pieces if text)
    shown = (text if kind == "equal" else format_html(f"<{element}>{{}}</{element}>", text) for kind, text in said)
    return format_html_join("", "{}", ((piece,) for piece in shown))
