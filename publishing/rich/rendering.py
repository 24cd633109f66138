"""Rich texts as pages show them: headings at the level of their place, tables with headers, links resolved."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from publishing.rich.links import SCHEME, Addresses, reference_of
from publishing.rich.plain import as_html
from publishing.rich.tree import Node, read, write

TOP = 2  # the level of headings as they are stored


def rendered(text: str, addresses: Addresses, language: str, level: int = TOP) -> SafeString:
    """The HTML of a stored text, whose main headings are at that level.

    `addresses` are those of the records that the text refers to; links to any other are left out, their words stay.
    """
    nodes = [shown for node in read(as_html(text)) for shown in _shown(node, addresses, language, level - TOP)]
    return mark_safe(write(nodes))  # noqa: S308 (written from a clean tree, each text and value escaped)


def _shown(node, addresses, language, shift) -> list:
    if isinstance(node, str):
        return [node]
    children = [shown for child in node.children for shown in _shown(child, addresses, language, shift)]
    node = Node(node.tag, node.attributes, children)
    if node.tag in {"h2", "h3"}:
        return [Node(f"h{min(int(node.tag[1]) + shift, 6)}", children=children)]
    if node.tag == "table":
        return [_table(node)]
    if node.tag == "a" and node.attributes["href"].startswith(SCHEME):
        return _link(node, addresses, language)
    return [node]


def _link(node, addresses, language) -> list:
    found = addresses.get(reference_of(node.attributes["href"]))
    if found is None:
        return node.children
    path, code = found
    elsewhere = {"hreflang": code} if code != language else {}
    return [Node("a", {"href": path} | elsewhere, node.children)]


def _table(node) -> Node:
    """A table that scrolls by itself on a narrow screen, by keyboard too, and whose headers say what they head."""
    rows = node.children[0].children
    head = rows[:1] if rows and all(cell.tag == "th" for cell in rows[0].children) and len(rows) > 1 else []
    for row in rows:
        for cell in row.children:
            if cell.tag == "th":
                cell.attributes = {**cell.attributes, "scope": "col" if row in head else "row"}
    groups: list[Node | str] = [Node("thead", children=head)] if head else []
    groups.append(Node("tbody", children=rows[len(head) :]))
    attributes = {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": _("Tableau")}
    return Node("div", attributes, [Node("table", children=groups)])
