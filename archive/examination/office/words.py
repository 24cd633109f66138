"""The text of a DOCX or ODT, a line for each paragraph, with the numbers that its lists print."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from archive.examination import PAGE_BREAK

ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET = "–"
ROW_NUMBER = re.compile(r"\d{1,3}\s*[.)°]?")


def roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("decimal", "1"), str),
    **dict.fromkeys(("lowerLetter", "a"), letter),
    **dict.fromkeys(("upperLetter", "A"), lambda number: letter(number).upper()),
    **dict.fromkeys(("lowerRoman", "i"), roman),
    **dict.fromkeys(("upperRoman", "I"), lambda number: roman(number).upper()),
}


class Counters:
    """Counts the items of lists, each level on its own."""

    def __init__(self):
        self.counts = defaultdict(int)

    def mark(self, list_id: str, level: int, style: str) -> str:
        """The mark of the next item: « 3. », « b) »; a dash for lists without numbers."""
        if style not in FORMATS:
            return BULLET
        self.counts[list_id, level] += 1
        for deeper in [key for key in self.counts if key[0] == list_id and key[1] > level]:
            del self.counts[deeper]
        return FORMATS[style](self.counts[list_id, level]) + (")" if level else ".")


def lines_of_row(cells: list[list[str]]) -> list[str]:
    """A row that begins with a cell of a number alone is the item of that number, in one line; else line by line."""
    first, *others = [" ".join(" ".join(lines).split()) for lines in cells if any(map(str.strip, lines))] or [""]
    if ROW_NUMBER.fullmatch(first) and others:
        said = [text for text in others if text.strip("–—- ")]
        return [f"{first.rstrip(' .)°')}. {' – '.join(said)}"]
    return [line for lines in cells for line in lines]


# DOCX


def text_of_docx(document: Element, numbering: Element | None) -> str:
    """Paragraphs of body and tables in their order."""
    return "\n".join(lines_of_docx(document, styles_of_docx(numbering), Counters()))


def lines_of_docx(parent, styles, counters) -> list[str]:
    lines = []
    for child in parent:
        if child.tag == _w("p"):
            boxes = [box for node in within(child) if node.tag == _w("txbxContent") for box in node]
            lines += [line_of_docx(child, styles, counters), *lines_of_docx(boxes, styles, counters)]
        elif child.tag == _w("tr"):
            lines += lines_of_row([lines_of_docx(cell, styles, counters) for cell in child])
        else:
            lines += lines_of_docx(child, styles, counters)
    return lines


def line_of_docx(paragraph, styles, counters) -> str:
    text = "".join(piece_of_docx(node) for node in within(paragraph))
    properties = paragraph.find(f"{_w('pPr')}/{_w('numPr')}")
    if properties is None or not text.strip():
        return text
    list_id, level = value_in(properties, "numId"), int(value_in(properties, "ilvl") or 0)
    mark = counters.mark(list_id, level, styles.get((list_id, level), "decimal"))
    broken = PAGE_BREAK in text
    return f"{PAGE_BREAK if broken else ''}{mark} {text.replace(PAGE_BREAK, '') if broken else text}"


def within(paragraph) -> Iterator[Element]:
    """What a paragraph holds, but for the paragraphs of a text box anchored in it: those have lines of their own."""
    for node in paragraph:
        yield node
        if node.tag != _w("txbxContent"):
            yield from within(node)


def piece_of_docx(node) -> str:
    if node.tag == _w("t"):
        return node.text or ""
    if node.tag == _w("tab"):
        return "\t" if node.get(_w("pos")) is None else ""
    if node.tag == _w("lastRenderedPageBreak") or (node.tag == _w("br") and node.get(_w("type")) == "page"):
        return PAGE_BREAK
    if node.tag == _w("noBreakHyphen"):
        return "-"
    return "\n" if node.tag in {_w("br"), _w("cr")} else ""


def styles_of_docx(numbering: Element | None) -> dict[tuple[str, int], str]:
    """How each list counts at each level."""
    if numbering is None:
        return {}
    kinds = {kind.get(_w("abstractNumId")): kind for kind in numbering.iter(_w("abstractNum"))}
    found: dict = {}
    for entry in numbering.iter(_w("num")):
        kind = kinds.get(value_in(entry, "abstractNumId"))
        for level in kind.iter(_w("lvl")) if kind is not None else ():
            found[entry.get(_w("numId")), int(level.get(_w("ilvl"), ""))] = value_in(level, "numFmt") or "decimal"
    return found


def value_in(element, name) -> str | None:
    child = element.find(_w(name))
    return child.get(_w("val")) if child is not None else None


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


# ODT

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
UNSEEN = {f"{TEXT}note", f"{SVG}title", f"{SVG}desc"}


def text_of_odt(content: Element) -> str:
    """Headings and paragraphs in their order."""
    body = content.find(".//{*}body")
    lines: list[str] = []
    if body is not None:
        walk_odt(body, styles_of_odt(content), Counters(), lines)
    return "\n".join(lines)


def walk_odt(element, styles, counters, lines, list_name="", level=-1):
    for child in element:
        if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
            lines.append(line_of_odt(child))
        elif child.tag == f"{TEXT}list":
            name = child.get(f"{TEXT}style-name") or list_name
            walk_odt(child, styles, Counters() if level < 0 else counters, lines, name, level + 1)
        elif child.tag == f"{TEXT}list-item":
            mark = counters.mark(list_name, level, styles.get((list_name, level), "1"))
            first = len(lines)
            walk_odt(child, styles, counters, lines, list_name, level)
            if len(lines) > first:
                lines[first] = f"{mark} {lines[first]}"
        elif child.tag == f"{TEXT}soft-page-break":
            lines.append(PAGE_BREAK)
        elif child.tag == f"{TABLE}table-row":
            cells: list[list[str]] = [[] for _cell in child]
            for cell, told in zip(child, cells, strict=True):
                walk_odt(cell, styles, counters, told, list_name, level)
            lines += lines_of_row(cells)
        else:
            walk_odt(child, styles, counters, lines, list_name, level)


def line_of_odt(paragraph) -> str:
    pieces = [paragraph.text or ""]
    for node in paragraph:
        if node.tag == f"{TEXT}line-break":
            pieces.append("\n")
        elif node.tag == f"{TEXT}soft-page-break":
            pieces.append(PAGE_BREAK)
        elif node.tag in {f"{TEXT}s", f"{TEXT}tab"}:
            pieces.append(" ")
        elif node.tag in {f"{TEXT}p", f"{TEXT}h"}:  # of a text box anchored here
            pieces += ["\n", line_of_odt(node), "\n"]
        elif node.tag not in UNSEEN:
            pieces.append(line_of_odt(node))
        pieces.append(node.tail or "")
    return "".join(pieces)


def styles_of_odt(content: Element) -> dict[tuple[str, int], str]:
    """How each list style counts at each level; a level that bears no number bears a dash."""
    found: dict = {}
    for style in content.iter(f"{TEXT}list-style"):
        for level in style:
            number = level.get(f"{TEXT}level")
            if number:
                form = next((value for key, value in level.attrib.items() if key.endswith("}num-format")), "")
                found[style.get(f"{STYLE}name"), int(number) - 1] = form
    return found
