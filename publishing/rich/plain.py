"""Rich texts as plain ones: how they are stored when nothing is lost by it, and how they read without tags."""

import re

from publishing.rich.cleaning import clean, is_html
from publishing.rich.tree import BLOCKS, Node, read, write

HEADINGS = {"h2": "## ", "h3": "### "}
ITEM = "- "
NEW_BLOCK = re.compile(r"\n[ \t]*\n\s*")


# Stored


def stored(text: str) -> str:
    """The text as its column holds it: clean, and plain where that says the same. Storing it again changes nothing."""
    if not is_html(text):
        return text.replace("\r\n", "\n")
    html = clean(text)
    plain = "\n\n".join(_plain_block(block) for block in read(html))
    return plain if as_html(plain) == html else html


def as_html(text: str) -> str:
    """The clean HTML of a stored text; blocks of a plain one are parted by blank lines."""
    if is_html(text):
        return clean(text)
    blocks = NEW_BLOCK.split(text.replace("\r\n", "\n"))
    return write(_block(block.strip()) for block in blocks if block.strip())


def _block(text) -> Node:
    for tag, sign in HEADINGS.items():
        if text.startswith(sign) and "\n" not in text:
            return Node(tag, children=[text.removeprefix(sign)])
    lines = text.split("\n")
    if all(line.startswith(ITEM) for line in lines):
        return Node("ul", children=[Node("li", children=[line.removeprefix(ITEM)]) for line in lines])
    words = [lines[0]]
    for line in lines[1:]:
        words += [Node("br"), line]
    return Node("p", children=words)


def _plain_block(node) -> str:
    if node.tag == "ul":
        return "\n".join(ITEM + item.text for item in node.children)
    return HEADINGS.get(node.tag, "") + node.text


# Read

SIGNS = {
    **{tag: (sign, "") for tag, sign in HEADINGS.items()},
    "blockquote": ("> ", ""),
    "strong": ("**", "**"),
    "em": ("_", "_"),
    "code": ("`", "`"),
    "sup": ("^", ""),
    "sub": ("_", ""),
}


def as_text(text: str) -> str:
    """The words of a stored text without any tag: for searches, feeds, descriptions, tables of data."""
    return _reading(text, {})


def as_marked_text(text: str) -> str:
    """The same with what tags say put into signs, so that comparing two such texts misses nothing."""
    return _reading(text, SIGNS)


def _reading(text, signs):
    return "\n\n".join(_read_block(node, signs) for node in read(as_html(text)))


def _read_block(node, signs) -> str:
    before, after = signs.get(node.tag, ("", ""))
    if node.tag in {"ul", "ol"}:
        return "\n".join(_read_item(item, number, node.tag, signs) for number, item in enumerate(node.children, 1))
    if node.tag == "blockquote":
        return before + "\n\n".join(_read_block(child, signs) for child in node.children)
    if node.tag == "table":
        return "\n".join(_read_row(row, signs) for row in node.all("tr"))
    return before + "".join(_read_inline(child, signs) for child in node.children) + after


def _read_item(item, number, tag, signs) -> str:
    sign = f"{number}. " if tag == "ol" else ITEM
    return sign + _read_held(item, signs).replace("\n", "\n  ")


def _read_row(row, signs) -> str:
    return " | ".join(_read_held(cell, signs).replace("\n", " ") for cell in row.children)


def _read_held(node, signs) -> str:
    """What an item or a cell holds: words, then blocks."""
    words = "".join(_read_inline(child, signs) for child in node.children if not _is_block(child))
    blocks = [_read_block(child, signs) for child in node.children if _is_block(child)]
    return "\n".join([*([words] if words else []), *blocks])


def _is_block(node) -> bool:
    return isinstance(node, Node) and node.tag in BLOCKS


def _read_inline(node, signs) -> str:
    if isinstance(node, str):
        return node
    if node.tag == "br":
        return "\n"
    before, after = signs.get(node.tag, ("", ""))
    words = "".join(_read_inline(child, signs) for child in node.children)
    if node.tag == "a" and signs:
        after = f" [{node.attributes['href']}]"
    return f"{before}{words}{after}"
