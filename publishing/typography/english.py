"""English typography, as the register writes it: British, double quotation marks, no space before signs."""

import re

from publishing.typography.shared import ELLIPSIS, RANGE, SPACES, quoted

SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
AFTER = r"(?=[\s”’)\]]|$)"

RULES = [
    (re.compile(r"\.\.\.|…{2,}"), "…"),
    (re.compile(rf"«{SPACE}*"), "“"),
    (re.compile(rf"{SPACE}*»"), "”"),
    (re.compile(r"(?<!\w)'(?=\w[^'\n]*\w'(?!\w))(?!\d0s)"), "‘"),
    (re.compile(r"'(?!\d\d?\")"), "’"),
    (re.compile(rf"(?<=\S) +([;:!?,]+){AFTER}"), r"\1"),
    (re.compile(rf"(?<=\S) +\.{AFTER}"), "."),
    (re.compile(rf"(?<=\d){SPACE}+%"), "%"),
    RANGE,
    SPACES,
    ELLIPSIS,
]


def corrected(line: str) -> str:
    """One line of English."""
    line = quoted(line, "“", "”", inner=("‘", "’"))
    for pattern, replacement in RULES:
        line = pattern.sub(replacement, line)
    return line
