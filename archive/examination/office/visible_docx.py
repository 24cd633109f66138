"""What a reader of a DOCX sees: whatever Word neither shows nor prints is taken out of the tree.

Changes are accepted, comments and hidden text left out, and of alternate contents only the one that is shown stays
(ECMA-376, part 1: 17.13 annotations, 17.16 fields, 17.3.2.41 vanish; part 3: alternate content).
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from archive.examination import CHANGES, COMMENTS, HIDDEN
from archive.examination.office.fields_docx import codes_of_fields

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def w(name: str) -> str:
    return f"{WORD}{name}"


MOVES = [f"{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")]
CUSTOM = [f"customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")]
FORMER = [f"{kind}PrChange" for kind in ("r", "p", "sect", "tbl", "tblEx", "tblGrid", "tr", "tc")]
GONE = {
    **dict.fromkeys(map(w, ["del", "moveFrom", *MOVES, *CUSTOM, *FORMER]), CHANGES),
    **dict.fromkeys(map(w, ["tblGridChange", "numberingChange", "cellIns", "cellMerge"]), CHANGES),
    **dict.fromkeys(map(w, ["commentRangeStart", "commentRangeEnd", "commentReference"]), COMMENTS),
    **dict.fromkeys(map(w, ["permStart", "permEnd"]), None),  # they name who may write there
}
UNWRAPPED = {w("ins"), w("moveTo")}
DRAWINGS = {w("drawing"), w("pict")}
RUNS = {w("r"), f"{MATHS}r"}
HOLDERS = {w(name) for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")}  # never without a paragraph
SHOWN = {w(name) for name in ("t", "drawing", "pict", "object", "sym", "instrText")} | {f"{MATHS}t"}
OFF = {"0", "false", "off"}
KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")


class Styles:
    """Which styles of a DOCX hide their text."""

    def __init__(self, styles: Element | None):
        self.by_id: dict[str | None, Element] = {}
        self.default: str | None = ""
        self.is_hidden_everywhere = False
        for style in styles.iter(w("style")) if styles is not None else ():
            self.by_id[style.get(w("styleId"))] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") not in OFF:
                self.default = style.get(w("styleId"))
        if styles is not None:
            self.is_hidden_everywhere = bool(vanish_of(styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")))

    def hides(self, name: str | None) -> bool:
        """Whether the style, or the nearest one that it is based on and that says so, hides its text."""
        met = set()
        while (style := self.by_id.get(name)) is not None and name not in met:
            met.add(name)
            said = vanish_of(style.find(w("rPr")))
            if said is not None:
                return said
            name = value_of(style, "basedOn")
        return False

    def hides_run(self, properties: Element | None, paragraph: str | None) -> bool:
        """What is said directly counts; else the style of the paragraph and that of the letters undo each other."""
        said = vanish_of(properties)
        if said is not None:
            return said
        letters = value_of(properties, "rStyle") if properties is not None else None
        return self.is_hidden_everywhere or self.hides(paragraph or self.default) != self.hides(letters)


def vanish_of(properties: Element | None) -> bool | None:
    found = properties.find(w("vanish")) if properties is not None else None
    return None if found is None else found.get(w("val"), "1") not in OFF


def value_of(element: Element, name: str) -> str | None:
    child = element.find(w(name))
    return child.get(w("val")) if child is not None else None


class Sight:
    """Takes out of the parts of one document what is not seen; `traces` gathers what was found of it."""

    def __init__(self, styles: Element | None = None, namespaces: dict[str, str] | None = None):
        self.styles, self.namespaces = Styles(styles), namespaces or {}
        self.traces: set = set()

    def clear(self, part: Element) -> None:
        """Leave of a part (body, header, notes) what is seen."""
        self.codes = codes_of_fields(part)
        part[:] = self.seen_in(part, None)

    def seen(self, element: Element, paragraph: str | None) -> list[Element]:
        """What stands in the place of an element: itself, what it wraps, or nothing."""
        if element.tag in GONE:
            self.traces |= {GONE[element.tag]} - {None}
            return []
        if element in self.codes or self.is_hidden(element, paragraph):
            return []
        if element.tag == w("p"):
            paragraph = style_of(element)
        children = self.seen_in(element, paragraph)
        if element.tag in UNWRAPPED:
            self.traces.add(CHANGES)
            return children
        if element.tag == w("fldSimple") and not element.get(w("instr")):
            return children
        element[:] = children
        return [element]

    def seen_in(self, parent: Element, paragraph: str | None) -> list[Element]:
        """The children that are seen; a paragraph whose end is not goes on in the next one."""
        kept, carried = [], []
        for child in self.alternatives(parent):
            is_open = child.tag == w("p") and self.is_end_gone(child)
            found = self.seen(child, paragraph)
            if is_open:
                carried += [piece for element in found for piece in element if piece.tag != w("pPr")]
                continue
            if carried and found:
                kept += [] if found[0].tag == w("p") else [paragraph_of(carried)]
                put_first(carried, found[0])
                carried = []
            kept += found
        kept += [paragraph_of(carried)] if carried else []
        has_none = parent.tag in HOLDERS and all(child.tag != w("p") for child in kept)
        return [*kept, Element(w("p"))] if has_none else kept

    def alternatives(self, parent: Element) -> Iterator[Element]:
        """The children, of alternate contents those of the one that Word shows."""
        for child in parent:
            if child.tag != f"{COMPATIBILITY}AlternateContent":
                yield child
                continue
            choices = [choice for choice in child.findall(f"{COMPATIBILITY}Choice") if self.understands(choice)]
            chosen = choices[:1] or child.findall(f"{COMPATIBILITY}Fallback")[:1]
            for alternative in chosen:
                yield from self.alternatives(alternative)

    def understands(self, choice: Element) -> bool:
        prefixes = choice.get("Requires", "").split()
        return all(self.namespaces.get(prefix, KNOWN[0]).startswith(KNOWN) for prefix in prefixes)

    # What is hidden

    def is_hidden(self, element: Element, paragraph: str | None) -> bool:
        if element.tag == w("tr"):
            return self.is_row_gone(element)
        if element.tag == w("tc"):
            return self.is_cell_gone(element)
        is_hidden = (element.tag in RUNS and self.styles.hides_run(element.find(w("rPr")), paragraph)) or (
            element.tag in DRAWINGS and is_drawing_hidden(element)
        )
        if is_hidden and holds_something(element):
            self.traces.add(HIDDEN)
        return is_hidden

    def is_row_gone(self, row: Element) -> bool:
        """A row that was deleted, or is hidden as a whole."""
        properties = row.find(w("trPr"))
        if properties is None:
            return False
        is_deleted = properties.find(w("del")) is not None
        hidden = properties.find(w("hidden"))
        is_hidden = hidden is not None and hidden.get(w("val"), "1") not in OFF
        self.traces |= ({CHANGES} if is_deleted else set()) | ({HIDDEN} if is_hidden else set())
        return is_deleted or is_hidden

    def is_cell_gone(self, cell: Element) -> bool:
        """A cell that was deleted; one that is merged into the cell above shows nothing, and stays as blank."""
        properties = cell.find(w("tcPr"))
        if properties is None:
            return False
        if properties.find(w("cellDel")) is not None:
            self.traces.add(CHANGES)
            return True
        merged = properties.find(w("vMerge"))
        if merged is not None and merged.get(w("val"), "continue") == "continue" and holds_something(cell):
            self.traces.add(HIDDEN)
            cell[:] = [properties]
        return False

    def is_end_gone(self, paragraph: Element) -> bool:
        """Whether the mark at its end was deleted, moved away or is hidden."""
        properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        changed = properties is not None and any(properties.find(w(name)) is not None for name in ("del", "moveFrom"))
        return changed or self.styles.hides_run(properties, style_of(paragraph))


def style_of(paragraph: Element) -> str | None:
    properties = paragraph.find(w("pPr"))
    return value_of(properties, "pStyle") if properties is not None else None


def is_drawing_hidden(drawing: Element) -> bool:
    """By its own mark, or as shapes of the old kind say it: in a style."""
    marks = [*drawing, *drawing.iter(f"{DRAWING}docPr")]
    styles = ("".join(shape.get("style", "").split()) for shape in drawing)
    return any(mark.get("hidden", "0") not in OFF for mark in marks) or any("visibility:hidden" in s for s in styles)


def holds_something(element: Element) -> bool:
    return any(node.tag in SHOWN for node in element.iter())


def paragraph_of(pieces: list[Element]) -> Element:
    paragraph = Element(w("p"))
    paragraph.extend(pieces)
    return paragraph


def put_first(pieces: list[Element], paragraph: Element) -> None:
    """Before what a paragraph holds, after its properties; nothing is put into what is none."""
    if paragraph.tag == w("p"):
        place = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
        paragraph[place:place] = pieces
