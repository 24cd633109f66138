"""The blocks of a rich text in order: what editors, browsers and word processors write, told in one way.

Paragraphs hold words, lists hold items, cells hold words or blocks; nothing is empty; what a word processor
draws as a list is one.
"""

import re
from itertools import groupby

from publishing.rich.tree import Node, is_block

SAME = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "pre": "p"}
MARKS = frozenset({"a", "strong", "em", "sup", "sub", "code"})
WORD_ITEM = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
WORD_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
NUMBER = re.compile(r"\s*\(?(\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
SPACES = re.compile(r"[ \t\n]+")
BLANK = " \t\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def arranged(nodes: list) -> list:
    """The nodes as blocks."""
    return blocks(with_lists([renamed(node) for node in nodes]))


def is_space(node) -> bool:
    return isinstance(node, str) and not node.strip(BLANK)


def renamed(node):
    """The node under the name it has here."""
    if isinstance(node, str):
        return node
    children = [renamed(child) for child in node.children]
    tag = SAME.get(node.tag, node.tag)
    if tag == "strong" and "font-weight:normal" in node.attributes.get("style", "").replace(" ", ""):
        tag = "span"  # what Google Docs wraps all that is copied in
    return Node(tag, node.attributes, children)


# Lists as Word writes them: paragraphs that say their level, and hold their own bullets


def with_lists(nodes: list) -> list:
    """The nodes with runs of Word's paragraphs of lists turned into lists."""
    if any(map(word_level, nodes)):
        nodes = [node for node in nodes if not is_space(node)]
    done: list = []
    for is_item, run in groupby(nodes, key=lambda node: bool(word_level(node))):
        inner = [node if isinstance(node, str) else replaced(node, with_lists(node.children)) for node in run]
        done += word_lists(inner) if is_item else inner
    return done


def replaced(node, children):
    return Node(node.tag, node.attributes, children)


def word_level(node) -> int:
    """At which depth of a list a paragraph of Word stands; zero for all else."""
    if isinstance(node, str) or node.tag != "p":
        return 0
    found = WORD_ITEM.search(node.attributes.get("style", ""))
    return int(found[1]) if found else 0


def word_lists(paragraphs) -> list:
    """Nested lists out of paragraphs with levels."""
    roots: list[Node] = []
    stack: list = []
    for paragraph in paragraphs:
        level, tag = word_level(paragraph), "ol" if is_numbered(paragraph) else "ul"
        while stack and stack[-1][0] > level:
            stack.pop()
        if not stack or stack[-1][0] < level or (stack[-1][1].tag != tag and len(stack) == 1):
            opened = Node(tag)
            (stack[-1][1].children[-1].children if stack and stack[-1][0] < level else roots).append(opened)
            stack = [*(entry for entry in stack if entry[0] < level), (level, opened)]
        stack[-1][1].children.append(Node("li", children=without_marker(paragraph)))
    return roots


def is_numbered(paragraph) -> bool:
    return any(NUMBER.match(marker.text) for marker in markers(paragraph))


def markers(paragraph) -> list:
    return [node for node in paragraph.all("span") if WORD_MARKER.search(node.attributes.get("style", ""))]


def without_marker(paragraph) -> list:
    drawn = markers(paragraph)
    return pruned(paragraph, [id(node) for node in drawn]).children


def pruned(node, dropped):
    children = [
        child if isinstance(child, str) else pruned(child, dropped)
        for child in node.children
        if id(child) not in dropped
    ]
    return replaced(node, children)


# Blocks


def blocks(nodes: list) -> list:
    """Only blocks: loose words become paragraphs, unknown containers leave what they hold."""
    done: list = []
    words: list = []

    def settle():
        if line := trimmed(inline(words)):
            done.append(Node("p", children=line))
        words.clear()

    for node in nodes:
        if not (is_block(node) or (isinstance(node, Node) and holds_blocks(node))):
            words.append(node)
            continue
        settle()
        done += block(node)
    settle()
    return done


def holds_blocks(node) -> bool:
    return any(is_block(child) or (isinstance(child, Node) and holds_blocks(child)) for child in node.children)


def block(node) -> list:
    """A block as it should be; several for a container, none if it is empty."""
    if node.tag in {"p", "h2", "h3"} and not holds_blocks(node):
        words = trimmed(inline(node.children))
        return [Node(node.tag, children=words)] if words else []
    if node.tag in {"ul", "ol"}:
        items = [item for child in node.children for item in items_of(child)]
        return [Node(node.tag, children=items)] if items else []
    if node.tag == "blockquote":
        inner = blocks(node.children)
        return [Node("blockquote", children=inner)] if inner else []
    if node.tag == "table":
        return table(node)
    return blocks(node.children)


def table(node) -> list:
    """A table as rows, after its caption as a paragraph: editors write none in tables."""
    groups = [child for child in node.children if isinstance(child, Node)]
    captions = [child for group in groups if group.tag == "caption" for child in group.children]
    lines = [line for group in groups for line in ([group] if group.tag == "tr" else group.children)]
    rows = [row(line) for line in lines if isinstance(line, Node) and line.tag == "tr" and line.text.strip(BLANK)]
    return blocks(captions) + ([Node("table", children=[Node("tbody", children=rows)])] if rows else [])


def items_of(node) -> list:
    """The items that a child of a list stands for; a list right within a list belongs to no item of its own."""
    if isinstance(node, str):
        return [] if is_space(node) else [Node("li", children=[node.strip()])]
    inner = held(node.children if node.tag == "li" else [node])
    return [Node("li", children=inner)] if inner else []


def row(node):
    cells = [child for child in node.children if isinstance(child, Node) and child.tag in {"th", "td"}]
    return Node("tr", children=[Node(cell.tag, spans(cell), held(cell.children)) for cell in cells])


def spans(cell) -> dict:
    return {name: cell.attributes[name] for name in ("colspan", "rowspan") if name in cell.attributes}


def held(nodes) -> list:
    """What an item or a cell holds: words alone when its only paragraph is the first thing in it."""
    inner = blocks(nodes)
    paragraphs = [node for node in inner if node.tag == "p"]
    if inner and inner[0].tag == "p" and len(paragraphs) == 1 and all(n.tag in {"p", "ul", "ol"} for n in inner):
        return [*inner[0].children, *inner[1:]]
    return inner


# Words


def inline(nodes) -> list:
    """Words and their marks; a mark without words, or with the same one around it, goes."""
    done: list[Node | str] = []
    for node in nodes:
        if isinstance(node, str):
            done.append(SPACES.sub(" ", node))
        elif node.tag == "br":
            done.append(Node("br"))
        elif node.tag in MARKS and (node.tag != "a" or node.attributes.get("href")):
            children = inline(node.children)
            if not "".join(text if isinstance(text, str) else text.text for text in children).strip(" "):
                done += children
            else:
                href = {"href": node.attributes["href"]} if node.tag == "a" else {}
                done.append(Node(node.tag, href, children))
        else:
            done += inline(node.children)
    return joined(done)


def joined(nodes) -> list:
    """Neighbouring texts as one."""
    done: list[Node | str] = []
    for node in nodes:
        if isinstance(node, str) and done and isinstance(done[-1], str):
            done[-1] = SPACES.sub(" ", done[-1] + node)
        elif node != "":
            done.append(node)
    return done


def trimmed(nodes) -> list:
    """The words of a line without what is blank at its ends; none when nothing else is in it."""
    nodes = list(nodes)
    while nodes and is_blank(nodes[0]):
        nodes.pop(0)
    while nodes and is_blank(nodes[-1]):
        nodes.pop()
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip(BLANK)
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(BLANK)
    return nodes


def is_blank(node) -> bool:
    return is_space(node) or (isinstance(node, Node) and (node.tag == "br" or not node.text.strip(BLANK)))
