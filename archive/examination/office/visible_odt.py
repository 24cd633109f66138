"""What a reader of an ODT sees: whatever is neither shown nor printed is taken out of the tree.

Deleted words, annotations, speaker's notes and hidden text are left out (OpenDocument 1.3, part 3: 5.5 change
tracking, 14.1 annotations, 7.7.8 hidden text, 5.4 sections, 20.176 text:display).
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from archive.examination import CHANGES, COMMENTS, HIDDEN

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, STYLE, TABLE, OFFICE, DRAW, PRESENTATION = (
    f"{{{OPEN}:{name}:1.0}}" for name in ("text", "style", "table", "office", "drawing", "presentation")
)
GONE = {
    f"{TEXT}tracked-changes": CHANGES,
    **dict.fromkeys((f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end"), CHANGES),
    **dict.fromkeys((f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{PRESENTATION}notes"), COMMENTS),
    f"{TEXT}script": COMMENTS,  # a note to oneself, which is not printed
}
PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
FAMILIES = {f"{TEXT}p": "paragraph", f"{TEXT}h": "paragraph", f"{TEXT}span": "text", f"{TEXT}a": "text"}
EDGES = {f"{STYLE}{name}{place}" for name in ("header", "footer") for place in ("", "-left", "-first")}


class Styles:
    """Which styles of an ODT hide their text."""

    def __init__(self, parts: Iterable[Element]):
        self.by_name, self.default = {}, {}
        for part in parts:
            for style in part.iter(f"{STYLE}style"):
                self.by_name[style.get(f"{STYLE}family"), style.get(f"{STYLE}name")] = style
            for style in part.iter(f"{STYLE}default-style"):
                self.default[style.get(f"{STYLE}family")] = display_of(style)

    def display(self, family: str, name: str | None) -> str | None:
        """What the style, or the nearest one above it that says so, does with its text; None when none says so."""
        met = set()
        while (style := self.by_name.get((family, name))) is not None and name not in met:
            met.add(name)
            if said := display_of(style):
                return said
            name = style.get(f"{STYLE}parent-style-name")
        return self.default.get(family)


def display_of(style: Element) -> str | None:
    properties = style.find(f"{STYLE}text-properties")
    return properties.get(f"{TEXT}display") if properties is not None else None


class Sight:
    """Takes out of the parts of one document what is not seen; `traces` gathers what was found of it."""

    def __init__(self, parts: Iterable[Element] = ()):
        self.styles = Styles(parts)
        self.traces: set[str] = set()

    def clear(self, element: Element, *, is_dark: bool = False) -> None:
        """Leave below an element what is seen; `is_dark` when its own letters are hidden by a style."""
        if is_dark and element.text:
            self.traces |= {HIDDEN} if element.text.strip() else set()
            element.text = ""
        for child in list(element):
            if self.is_gone(child):
                take_out(element, child)
            else:
                self.clear(child, is_dark=self.is_darkened(child, is_dark))
                self.flatten(child)
            if is_dark and child.tail:
                self.traces |= {HIDDEN} if child.tail.strip() else set()
                child.tail = ""

    def is_gone(self, element: Element) -> bool:
        if element.tag in GONE:
            holds = element.tag != f"{TEXT}tracked-changes" or len(element)
            self.traces |= {GONE[element.tag]} - {None} if holds else set()
            return True
        is_hidden = self.is_hidden(element)
        if is_hidden and any(text.strip() for text in element.itertext()):
            self.traces.add(HIDDEN)
        if is_hidden and element.tag == f"{TEXT}hidden-text":
            self.traces.add(HIDDEN)
        return is_hidden

    def is_hidden(self, element: Element) -> bool:
        """By what the element itself says, or a field within it says of the whole paragraph."""
        if element.tag == f"{TEXT}hidden-text":
            return is_on(element, "is-hidden")
        if element.tag in PARAGRAPHS:
            return any(is_on(field, "is-hidden") for field in element.iter(f"{TEXT}hidden-paragraph")) or (
                self.display_of(element) in {"none", "condition"} and not self.shows_within(element)
            )
        if element.tag == f"{TEXT}section":
            display = element.get(f"{TEXT}display", "true")
            return display == "none" or (display == "condition" and is_on(element, "is-hidden"))
        if element.tag in EDGES:
            return element.get(f"{STYLE}display") == "false"
        is_folded = element.get(f"{TABLE}visibility", "visible") in {"collapse", "filter"}
        return element.get(f"{DRAW}display") == "none" or (is_folded and element.tag == f"{TABLE}table-row")

    def display_of(self, element: Element) -> str | None:
        return self.styles.display(FAMILIES[element.tag], element.get(f"{TEXT}style-name"))

    def shows_within(self, paragraph: Element) -> bool:
        """Whether a stretch of a hidden paragraph is shown nevertheless."""
        return any(self.display_of(span) == "true" for span in paragraph.iter(f"{TEXT}span"))

    def is_darkened(self, element: Element, is_dark: bool) -> bool:
        """Whether the letters of an element are hidden: a style says so, or that around it does."""
        if element.tag not in FAMILIES:
            return is_dark
        said = self.display_of(element)
        return is_dark if said is None else said in {"none", "condition"}

    def flatten(self, element: Element) -> None:
        """What is printed stays; what would be under another condition, and what lies under another cell, does not."""
        for name in ("string-value-if-true", "string-value-if-false", "condition", "string-value"):
            if element.tag in {f"{TEXT}conditional-text", f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"}:
                element.attrib.pop(f"{TEXT}{name}", None)
        if element.tag == f"{TABLE}covered-table-cell" and len(element):
            self.traces |= {HIDDEN} if any(text.strip() for text in element.itertext()) else set()
            element[:] = []


def is_on(element: Element, name: str) -> bool:
    return element.get(f"{TEXT}{name}", "true") != "false"


def take_out(parent: Element, child: Element) -> None:
    """Remove an element; the letters after it stay."""
    place = list(parent).index(child)
    if child.tail:
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)
