"""The numbered points of a communiqué, found in its text: nothing is written here, an editor checks every line.

Knows « 1. », « 1- », « 1) », « 1° », « 2.3 », « IV. », « Article 2 », « Premièrement », dashes, and « a) » within a
point. Lines that the page broke are joined again, also within a word; each point keeps its page.
"""

import re
from dataclasses import dataclass, field

PAGE_BREAK = "\f"
NUMBER_LENGTH = 12
FURTHEST = 3  # a number this far ahead is still the next one: some are lost between pages

ORDINALS = (
    ("premièrement", "deuxièmement", "troisièmement", "quatrièmement", "cinquièmement"),
    ("sixièmement", "septièmement", "huitièmement", "neuvièmement", "dixièmement"),
)
ORDINAL = {word: number for number, word in enumerate((word for line in ORDINALS for word in line), start=1)}
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}

MARKS = (
    ("article", re.compile(r"(?i:art(?:icle|\.))\s*(premier|1er|\d{1,3})\s*[.:–—-]*\s*(.*)")),
    ("ordinal", re.compile(rf"(?i:({'|'.join(ORDINAL)}|secondement))\s*[,.:–—-]?\s*(.*)")),
    ("decimal", re.compile(r"(\d{1,3}(?:\.\d{1,2})*)\s*(?:[.)°]|[–—-](?=\s|\D))\s*(\S.*|)$")),
    ("roman", re.compile(r"([IVXL]{1,7})\s*[.)–—-]\s*(\S.*)")),
    ("letter", re.compile(r"([a-z])\s*[.)]\s+(\S.*)")),
    ("dash", re.compile(r"()[–—•▪*-]\s+(\S.*)")),
)
PAGE_NUMBER = re.compile(r"(?i)(?:page\s*)?\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?")
BROKEN_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
CLOSING = re.compile(r"F(?:ait|AIT) (?:à|À|le|LE)\b")

KINDS = (
    ("congratulation", re.compile(r"(?i)\bf[ée]licit")),
    ("recommendation", re.compile(r"(?i)\brecommand|\binvit(?:e|ent)\b|\bexhort")),
    ("commitment", re.compile(r"(?i)\bs[’']engag|\bengagement")),
    ("decision", re.compile(r"(?i)\bd[ée]cid|\badopt|\bd[ée]sign|\bapprouv|\binstaur|\bcr[ée](?:e|ent|ation)\b")),
)
POINT, JOINED, LEFT_OUT = "point", "joined", "left_out"


@dataclass
class Found:
    """One line of what was found: its printed number, text and page; `use` is what is proposed for it."""

    text: str
    number: str = ""
    page: int | None = None
    use: str = POINT

    @property
    def kind(self) -> str:
        """What its verbs speak for."""
        return next((kind for kind, words in KINDS if words.search(self.text)), "statement")


@dataclass
class Reading:
    """How far one has read."""

    found: list[Found] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    owner: str = ""
    is_new_paragraph: bool = True

    def begin(self, text: str, number: str, page: int | None, use: str = POINT) -> None:
        number = number[:NUMBER_LENGTH]
        number = "" if number in self.numbers else number  # printed twice: the editor says which is which
        self.numbers.add(number)
        self.found.append(Found(text, number, page, use))

    def go_on(self, line: str, page: int | None) -> None:
        """A line that begins nothing: it goes on with the last one, or is a paragraph of its own."""
        if not self.found:
            self.begin(line, "", page, LEFT_OUT)
        elif self.is_new_paragraph or CLOSING.match(line):
            self.begin(line, "", page, self.use_of(line))
        else:
            self.found[-1].text = joined(self.found[-1].text, line)

    def use_of(self, line: str) -> str:
        """A paragraph after a point belongs to it, before the first or after the closing formula to none."""
        before = self.found[-1].use
        return LEFT_OUT if before == LEFT_OUT or CLOSING.match(line) else JOINED


def extract(text: str) -> list[Found]:
    """Everything in the text, in its order: points, what goes on with them, what is none."""
    reading, has_pages = Reading(), PAGE_BREAK in text
    for number, page in enumerate(text.split(PAGE_BREAK), start=1):
        for line in page.splitlines():
            read_line(reading, " ".join(line.split()), number if has_pages else None)
    return [found for found in reading.found if found.text]


def read_line(reading: Reading, line: str, page: int | None) -> None:
    if not line:
        reading.is_new_paragraph = True
        return
    if PAGE_NUMBER.fullmatch(line):
        return
    mark, number, rest = marked(line, reading)
    if mark:
        reading.begin(rest, number, page)
    else:
        reading.go_on(line, page)
    reading.is_new_paragraph = False


def marked(line: str, reading: Reading) -> tuple[str, str, str]:
    """The kind of mark that a line begins with, the number as printed, and the rest; blank when it begins nothing."""
    for mark, pattern in MARKS:
        if match := pattern.match(line):
            sign, rest = match[1], match[2]
            value = value_of(mark, sign)
            if not follows(reading, mark, value):
                continue
            reading.last[mark] = value
            return mark, printed(reading, mark, sign), rest
    return "", "", line


def value_of(mark: str, sign: str) -> int:
    """What a number counts; 0 for marks that do not count."""
    if mark == "article":
        return int(sign) if sign.isdecimal() else 1
    if mark == "ordinal":
        return ORDINAL.get(sign.lower(), 2)
    if mark == "decimal":
        return int(sign.rpartition(".")[2])
    if mark == "roman":
        return value_of_roman(sign.lower())
    return ord(sign) - ord("a") + 1 if mark == "letter" else 0


def value_of_roman(sign: str) -> int:
    values = [ROMAN[letter] for letter in sign]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def follows(reading: Reading, mark: str, value: int) -> bool:
    """Whether the number is the first of a series, or comes after the last one: a year at a line's begin does not."""
    last = reading.last.get(mark)
    return value <= 1 or (value <= FURTHEST if last is None else last < value <= last + FURTHEST)


def printed(reading: Reading, mark: str, sign: str) -> str:
    """The number by which the point is cited; letters count within the point above them."""
    if mark == "letter":
        return f"{reading.owner}.{sign}" if reading.owner else sign
    reading.last.pop("letter", None)
    if mark == "dash":
        return ""
    reading.owner = str(value_of(mark, sign)) if mark in {"article", "ordinal"} else sign
    return reading.owner


def joined(text: str, line: str) -> str:
    """Two lines as one: a word that was cut becomes whole, « est-à- / dire » keeps its hyphens."""
    if BROKEN_WORD.search(text) and line[:1].islower():
        is_compound = "-" in text.split()[-1][:-1]
        return f"{text if is_compound else text[:-1]}{line}"
    return f"{text} {line}" if text else line
