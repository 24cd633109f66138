"""What a reader, or a program that reads aloud, would stumble over in a rich text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing.rich.plain import as_html
from publishing.rich.tree import Node, read

ENOUGH = 3  # letters or digits that say something of where a link leads
VAGUE = re.compile(
    r"(?:cliquez |click )?(?:ici|here|lien|ce lien|link|this link|page|cette page|this page|lire|lire la suite|suite"
    r"|voir|en savoir plus|plus|more|read more|learn more|see)\W*",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


class Fault(TextChoices):
    """What may be wrong with a rich text (WCAG 2.2: 1.3.1, 2.4.4, 2.4.6)."""

    HEADING_SKIPPED = "heading_skipped", _("un sous-titre ne suit aucun titre")
    HEADING_EMPTY = "heading_empty", _("rien ne suit ce titre")
    HEADING_REPEATED = "heading_repeated", _("deux titres disent la même chose")
    LINK_EMPTY = "link_empty", _("un lien n’a pas de mots")
    LINK_VAGUE = "link_vague", _("les mots d’un lien ne disent pas où il mène")
    LINK_ADDRESS = "link_address", _("une adresse sert de mots à un lien")
    TABLE_WITHOUT_HEADERS = "table_without_headers", _("un tableau n’a pas d’en-têtes")


@dataclass(frozen=True)
class Problem:
    """A fault, with the words where it stands; blank when there are none."""

    fault: Fault
    words: str = ""

    def __str__(self):
        values = {"fault": self.fault.label, "words": self.words}
        return gettext("%(fault)s : « %(words)s »") % values if self.words else str(self.fault.label)


def errors_of_text(html: str) -> list[Problem]:
    """The errors of a rich text, as it is stored (plain or HTML), in the order in which they are met.

    Costs no query. Empty for a text in order, and for a plain paragraph. Headings are checked within the text:
    the page gives them their level. Whether what a link refers to is live, publication asks.
    """
    nodes = [node for node in read(as_html(html)) if isinstance(node, Node)]
    return [*_of_headings(nodes), *_of_links(Node("div", children=[*nodes])), *_of_tables(nodes)]


def _of_headings(nodes) -> Iterator[Problem]:
    seen, has_title = set(), False
    for place, node in enumerate(nodes):
        if node.tag not in {"h2", "h3"}:
            continue
        following = nodes[place + 1].tag if place + 1 < len(nodes) else ""
        words = node.text.strip()
        if node.tag == "h3" and not has_title:
            yield Problem(Fault.HEADING_SKIPPED, words)
        if following in {"", "h2", node.tag}:
            yield Problem(Fault.HEADING_EMPTY, words)
        if words.lower() in seen:
            yield Problem(Fault.HEADING_REPEATED, words)
        seen.add(words.lower())
        has_title = has_title or node.tag == "h2"


def _of_links(text) -> Iterator[Problem]:
    for link in text.all("a"):
        words = link.text.strip()
        if not re.search(r"\w", words):
            yield Problem(Fault.LINK_EMPTY, link.attributes["href"])
        elif VAGUE.fullmatch(words) or len(re.findall(r"\w", words)) < ENOUGH:
            yield Problem(Fault.LINK_VAGUE, words)
        elif ADDRESS.fullmatch(words):
            yield Problem(Fault.LINK_ADDRESS, words)


def _of_tables(nodes) -> Iterator[Problem]:
    for table in Node("div", children=nodes).all("table"):
        if not list(table.all("th")):
            yield Problem(Fault.TABLE_WITHOUT_HEADERS, next((cell.text for cell in table.all("td") if cell.text), ""))
