"""What a reader of a PDF sees: letters that are not painted are taken out of its pages (ISO 32000-2, 9.3.6, 11.6).

Invisible letters over a scan are its text, read by a machine, and stay. White letters are hidden on a page where
nothing was painted before them; elsewhere they stay, and are told of.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DecodedStreamObject, DictionaryObject, NameObject, StreamObject

from archive.examination import HIDDEN, WHITE
from archive.examination.pdf.layers import Layers
from archive.examination.pdf.objects import dictionary, entry, resolved

LETTERS = {b"Tj", b"TJ", b"'", b'"'}
FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
PATHS = FILLS | {b"S", b"s"}
PICTURE = b"INLINE IMAGE"  # as pypdf calls it
END_PATH: tuple[list, bytes] = ([], b"n")
LIGHTS, INKS = {b"g", b"rg"}, {b"k"}
INK_SPACES = {"/DeviceCMYK", "/Separation", "/DeviceN"}
INVISIBLE = {3, 7}  # text rendering modes
NEARLY = 0.03  # of white
SCAN = 0.4  # of a page that pictures cover, at least, when it is a scan
DEEPEST = 8  # forms within forms
SHOWS_LETTERS = re.compile(rb"T[jJ]|['\"]|\bDo\b|\bBI\b|/OC\b")


@dataclass(frozen=True)
class Pen:
    """How things are painted at a place of the page."""

    matrix: tuple = (1.0, 0.0, 0.0, 1.0)  # without what only moves
    mode: int = 0
    opacity: float = 1.0
    is_white: bool = False
    is_ink: bool = False  # its colours count ink: white is none of it

    @property
    def is_invisible(self) -> bool:
        return self.mode in INVISIBLE or self.opacity == 0

    @property
    def area(self) -> float:
        a, b, c, d = self.matrix
        return abs(a * d - b * c)

    def transformed(self, operands) -> "Pen":
        a, b, c, d = (float(number) for number in operands[:4])
        e, f, g, h = self.matrix
        return replace(self, matrix=(a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h))

    def coloured(self, operands, *, is_ink: bool) -> "Pen":
        numbers = [float(number) for number in operands if not isinstance(number, NameObject)]
        reached = all(number <= NEARLY if is_ink else number >= 1 - NEARLY for number in numbers)
        return replace(self, is_white=bool(numbers) and reached, is_ink=is_ink)


@dataclass
class Form:
    """A stream of a page, or a form that it paints: its operations, and those that are to go."""

    content: ContentStream
    resources: DictionaryObject
    holder: DictionaryObject  # where the page or the resources name it
    name: str
    unseen: set[int] = field(default_factory=set)

    def write(self, add: Callable[[StreamObject], object]) -> None:
        """Put in its place what is left of it."""
        if not self.unseen:
            return
        kept = [
            END_PATH if place in self.unseen else operation
            for place, operation in enumerate(self.content.operations)
            if place not in self.unseen or operation[1] in PATHS
        ]
        self.content.operations = kept
        if self.name == "/Contents":
            self.holder[NameObject("/Contents")] = add(self.content)
            return
        stream, former = DecodedStreamObject(), entry(self.holder, self.name)
        stream.update({key: former.raw_get(key) for key in former if key not in {"/Filter", "/DecodeParms", "/Length"}})
        stream.set_data(self.content.get_data())
        self.holder[NameObject(self.name)] = add(stream)


class PageSight:
    """Takes out of one page what is not seen; `traces` gathers what was found of it.

    `add` makes a stream an object of a file that is to be written.
    """

    def __init__(self, page: PageObject, layers: Layers):
        self.page, self.layers = page, layers
        self.traces: set[str] = set()
        self.forms: list[Form] = []
        self.scanned: list[tuple[Form, int]] = []  # invisible letters: the text of a scan, if the page is one
        self.pictures, self.is_painted = 0.0, False

    def clear(self, add: Callable[[StreamObject], object] = lambda stream: stream) -> None:
        if "/Contents" in self.page:
            content = ContentStream(self.page["/Contents"], self.page.pdf, "bytes")
            resources = dictionary(self.page, "/Resources")
            self.read(Form(content, resources, self.page, "/Contents"), Pen(), 0)
        if self.pictures < SCAN * float(self.page.mediabox.width * self.page.mediabox.height):
            for form, place in self.scanned:
                self.drop(form, place)
        for form in self.forms:
            form.write(add)

    def drop(self, form: Form, place: int) -> None:
        form.unseen.add(place)
        self.traces.add(HIDDEN)

    def read(self, form: Form, pen: Pen, depth: int) -> None:
        """Go through the operations as a painter would."""
        self.forms.append(form)
        if depth > DEEPEST or not SHOWS_LETTERS.search(form.content.get_data()):
            self.is_painted = True
            return
        pens, marks = [], []  # what `q` keeps; for each stretch of marked content, whether it is off
        for place, (operands, operator) in enumerate(form.content.operations):
            if operator == b"q":
                pens.append(pen)
            elif operator == b"Q":
                pen = pens.pop() if pens else pen
            elif operator in {b"BMC", b"BDC"}:
                marks.append(self.is_off(form, operands))
            elif operator == b"EMC":
                del marks[-1:]
            elif operator in LETTERS | PATHS | {b"Do", b"sh", PICTURE}:
                self.paint(form, place, pen, is_off=any(marks), depth=depth)
            else:
                pen = changed(pen, operator, operands, form.resources)

    def is_off(self, form: Form, operands) -> bool:
        if len(operands) < 2 or operands[0] != "/OC" or not isinstance(operands[1], NameObject):
            return False
        return self.layers.hides(dictionary(form.resources, "/Properties"), operands[1])

    def paint(self, form: Form, place: int, pen: Pen, *, is_off: bool, depth: int) -> None:
        operator = form.content.operations[place][1]
        if is_off:
            form.unseen.add(place)
            self.traces |= {HIDDEN} if operator in LETTERS | {b"Do"} else set()
        elif operator in LETTERS:
            self.show(form, place, pen)
        elif operator == b"Do":
            self.place_object(form, place, pen, depth)
        elif operator == PICTURE:
            self.pictures += pen.area
            self.is_painted = True
        elif operator in FILLS | {b"sh"}:
            self.is_painted = self.is_painted or operator == b"sh" or not (pen.is_white or pen.opacity == 0)

    def show(self, form: Form, place: int, pen: Pen) -> None:
        if pen.is_invisible:
            self.scanned.append((form, place))
        elif pen.is_white and not self.is_painted:
            self.drop(form, place)
        elif pen.is_white:
            self.traces.add(WHITE)

    def place_object(self, form: Form, place: int, pen: Pen, depth: int) -> None:
        """A picture, or a form: operations of their own."""
        operands, _operator = form.content.operations[place]
        objects = dictionary(form.resources, "/XObject")
        found = entry(objects, operands[0]) if operands else None
        if not isinstance(found, StreamObject):
            return
        if self.layers.hides(found, "/OC"):
            self.drop(form, place)
        elif entry(found, "/Subtype") == "/Form":
            inner = pen.transformed(entry(found, "/Matrix")) if "/Matrix" in found else pen
            content = ContentStream(found, self.page.pdf, "bytes")
            resources = dictionary(found, "/Resources") if "/Resources" in found else form.resources
            self.read(Form(content, resources, objects, operands[0]), inner, depth + 1)
        else:
            self.pictures += pen.area
            self.is_painted = True


def changed(pen: Pen, operator: bytes, operands, resources: DictionaryObject) -> Pen:
    """The pen after an operation that paints nothing."""
    if operator == b"cm":
        return pen.transformed(operands)
    if operator == b"Tr":
        return replace(pen, mode=int(operands[0]))
    if operator == b"gs":
        state = dictionary(dictionary(resources, "/ExtGState"), operands[0])
        return replace(pen, opacity=float(entry(state, "/ca", pen.opacity)))
    if operator in LIGHTS | INKS:
        return pen.coloured(operands, is_ink=operator in INKS)
    if operator == b"cs":
        return replace(pen, is_white=False, is_ink=counts_ink(operands[0], resources))
    return pen.coloured(operands, is_ink=pen.is_ink) if operator in {b"sc", b"scn"} else pen


def counts_ink(name: str, resources: DictionaryObject) -> bool:
    """Whether the numbers of a colour space say how much ink there is, and not how much light."""
    space = entry(dictionary(resources, "/ColorSpace"), name, name)
    kind = resolved(space[0]) if isinstance(space, ArrayObject) and space else space
    return kind in INK_SPACES or (kind == "/ICCBased" and entry(resolved(space[1]), "/N") == 4)
