"""Fields of a DOCX: a code, which nobody sees, and its result, which is printed (ECMA-376, part 1, 17.16)."""

from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELD, CODE, SIMPLE = f"{WORD}fldChar", f"{WORD}instrText", f"{WORD}fldSimple"
BEGIN, SEPARATE, END = "begin", "separate", "end"
# Codes that say no more than what is printed; any other may hold texts that are not (IF, XE, DOCVARIABLE…).
PLAIN = {"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", "TOC", "PAGEREF", "REF", "NOTEREF", "SEQ", "STYLEREF"}


class Field:
    """A field that has begun: its marks and codes, and what stands in its code beside them."""

    def __init__(self, begin: Element):
        self.marks, self.code, self.is_result = [begin], "", False
        self.inner: list[Element] = []

    def read(self, node: Element) -> None:
        if node.tag == CODE:
            self.code += node.text or ""
            self.marks.append(node)
        elif not self.is_result:
            self.inner.append(node)


def codes_of_fields(part: Element) -> set[Element]:
    """The elements of fields that are no text: what stands in their codes, and the codes that are not plain.

    A field that never ends swallows nothing. The instruction of a simple field that is not plain is taken off.
    """
    found, opened = set(), []
    for node in part.iter():
        kind = node.get(f"{WORD}fldCharType") if node.tag == FIELD else ""
        if kind == BEGIN:
            opened.append(Field(node))
        elif kind == SEPARATE and opened:
            opened[-1].marks.append(node)
            opened[-1].is_result = True
        elif kind == END and opened:
            field = opened.pop()
            found |= {*field.inner, *([] if is_plain(field.code) else [*field.marks, node])}
        elif node.tag in {CODE, f"{WORD}t", f"{WORD}tab", f"{WORD}br"}:
            for field in opened if node.tag != CODE else opened[-1:]:
                field.read(node)
        elif node.tag == SIMPLE and not is_plain(node.get(f"{WORD}instr", "")):
            node.set(f"{WORD}instr", "")
    return found


def is_plain(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() in PLAIN
