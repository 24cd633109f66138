"""The typography of texts, corrected language by language: French and English have theirs, others are left alone.

Correcting is idempotent, and touches neither addresses, references, code nor what is no text. It only proposes:
`desk/forms/typography.py` shows what would change.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from editions.identity import REFERENCE
from publishing.rich.cleaning import is_html
from publishing.rich.plain import HEADINGS, ITEM, stored
from publishing.rich.tree import is_block, read, write
from publishing.typography import english, french

CORRECTORS: dict[str, Callable[[str], str]] = {"fr": french.corrected, "en": english.corrected}

# Addresses, mails, paths, references of the register, dates as computers write them, code.
UNTOUCHED = re.compile(
    r"https?://[^\s<>«»“”]*[^\s<>«»“”.,;:!?)]|www\.[^\s<>«»“”]*[^\s<>«»“”.,;:!?)]|[^\s@<>«»]+@[^\s@<>«»]+\.\w+"
    rf"|\b{REFERENCE}"
    r"|(?<![\w.])/[\w/.\-]+[^\s.,;:!?)»”]*|register:\S+|\b\d{4}-\d{2}(?:-\d{2})?\b|`[^`\n]+`|\ufffc"
)
HIDDEN = "\ufffc"  # stands for what is not touched, code first of all; no rule knows it
SET_ASIDE = {"code", "sup", "sub"}
SIGNS = (*HEADINGS.values(), ITEM)


def corrected(text: str, language: str) -> str:
    """A stored text, plain or rich, in the typography of its language."""
    correct = CORRECTORS.get(language)
    if correct is None or not text:
        return text
    if is_html(text):
        nodes = read(text)
        correct_nodes(nodes, correct)
        return stored(write(nodes))
    return "\n".join(correct_line(line, correct) for line in text.split("\n"))


def correct_line(line: str, correct) -> str:
    """A line of plain text; the sign of a heading or an item is none of its words."""
    sign = next((sign for sign in SIGNS if line.startswith(sign)), "")
    return sign + guarded(line.removeprefix(sign), correct)


def guarded(text: str, correct) -> str:
    """The text corrected around what is not to be touched."""
    kept = UNTOUCHED.findall(text)
    parts = correct(UNTOUCHED.sub(HIDDEN, text)).split(HIDDEN)
    return parts[0] + "".join(one + part for one, part in zip(kept, parts[1:], strict=True))


# Rich texts: each line of words is corrected as a whole, then cut up again where its marks were


def correct_nodes(nodes, correct) -> None:
    """Correct in place what these nodes hold, line by line."""
    for line in list(lines_in(nodes)):
        correct_words(line, correct)


def lines_in(nodes) -> Iterator:
    """Each line of words: the places (list, index) of its texts, code, exponents and indices set aside."""
    line = []
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            line.append((nodes, place))
        elif is_block(node) or node.tag in {"li", "tbody", "tr", "th", "td", "br"}:
            if line:
                yield line
            line = []
            yield from lines_in(node.children)
        else:
            line += [(None, node)] if node.tag in SET_ASIDE else places(node.children)
    if line:
        yield line


def places(nodes) -> list:
    """The places of the texts within marks."""
    found = []
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            found.append((nodes, place))
        else:
            found += [(None, node)] if node.tag in SET_ASIDE else places(node.children)
    return found


def correct_words(line, correct) -> None:
    pieces = [HIDDEN if nodes is None else nodes[place] for nodes, place in line]
    before = "".join(pieces)
    after = guarded(before, correct)
    if after == before:
        return
    for (nodes, place), piece in zip(line, cut(pieces, after), strict=True):
        if nodes is not None:
            nodes[place] = piece


def cut(pieces: list[str], after: str) -> list[str]:
    """The corrected line in as many pieces as it had, each change in the piece where it stands."""
    ends = list(accumulate(map(len, pieces)))
    done = [""] * len(pieces)
    changes = SequenceMatcher(None, "".join(pieces), after, autojunk=False).get_opcodes()
    for _kind, start, end, new_start, new_end in changes:
        if end - start == new_end - new_start:
            for offset in range(end - start):
                done[bisect_right(ends, start + offset)] += after[new_start + offset]
        else:
            done[min(bisect_right(ends, start), len(ends) - 1)] += after[new_start:new_end]
    return done
