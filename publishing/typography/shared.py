"""What French and English typography have in common."""

import re

RANGE = (re.compile(r"(?<![\w\-–./,])(\d{1,2})-(\d{1,2})(?![\w\-–/]|[.,]\d)"), r"\1–\2")
SPACES = (re.compile(r"(?<=\S) {2,}(?=\S)"), " ")
ELLIPSIS = (re.compile(r"(?<=\w)[ ]+…(?=\s|$)"), "…")
OPENING_AFTER = set(" \t([{—–-’'\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}«“‘")


def quoted(line: str, opening: str, closing: str, inner: tuple[str, str]) -> str:
    """The line with straight double quotation marks as pairs; within a quotation they take the second level."""
    if line.count('"') % 2:
        return line  # which one is missing, nobody can tell
    done: list[str] = []
    depth, open_marks = 0, list[str]()
    for place, sign in enumerate(line):
        if sign == '"':
            if open_marks and not (place + 1 < len(line) and line[place + 1].isalnum() and opens(line, place)):
                sign = open_marks.pop()
            else:
                marks = inner if depth or open_marks else (opening, closing)
                open_marks.append(marks[1])
                sign = marks[0]
        elif sign in "«“":
            depth += 1
        elif sign in "»”":
            depth = max(depth - 1, 0)
        done.append(sign)
    return "".join(done) if not open_marks else line


def opens(line: str, place: int) -> bool:
    return place == 0 or line[place - 1] in OPENING_AFTER
