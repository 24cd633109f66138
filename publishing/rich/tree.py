"""HTML as a tree, read from what a sanitiser wrote: well-formed, every element closed but `<br>`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "h2", "h3", "ul", "ol", "blockquote", "table", "div"})


@dataclass
class Node:
    """An element; its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words, whatever they are within."""
        return "".join(text_of(child) for child in self.children)

    def all(self, *tags: str) -> Iterator["Node"]:
        """The elements of these names at any depth, in the order in which they are read."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)


def text_of(node: Node | str) -> str:
    if isinstance(node, str):
        return node
    return "\n" if node.tag == "br" else node.text


def is_block(node: Node | str) -> bool:
    return isinstance(node, Node) and node.tag in BLOCKS


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Node("div")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag):
        if len(self.open) > 1 and tag == self.open[-1].tag:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(html: str) -> list[Node | str]:
    """The nodes of an HTML fragment."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.root.children


def write(nodes: Iterable[Node | str]) -> str:
    """The HTML of nodes, every text and value escaped."""
    return "".join(escape(node, quote=False) if isinstance(node, str) else _element(node) for node in nodes)


def _element(node):
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.tag == "br":
        return "<br>"
    return f"<{node.tag}{attributes}>{write(node.children)}</{node.tag}>"
