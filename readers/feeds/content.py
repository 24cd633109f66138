"""What every format says of an entry: its words, as text and as HTML that stands alone."""

import re
from xml.etree import ElementTree as ET

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from editions.identity import current_identity
from readers.addresses import absolute
from readers.feeds.entries import Category, Entry, Feed
from sources.dates import PartialDate

CONTROL = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def author() -> str:
    """Who signs: the register itself."""
    return current_identity().name


def scheme(category: Category) -> str:
    """The vocabulary that a category is from: its place on the page that explains the feeds."""
    return absolute(f"{reverse('feed-list')}#{category.parameter}")


def links(feed: Feed, format: str) -> list[tuple[str, str]]:
    """The feed's own address, and those of its neighbours in the archives (RFC 5005, 4)."""
    pages = [("prev-archive", feed.previous), ("next-archive", feed.next)]
    links = [("self", feed.url(format))]
    links += [(rel, feed.page_url(format, archive)) for rel, archive in pages if archive]
    return links + ([("current", feed.page_url(format, None))] if feed.archive else [])


def html(entry: Entry) -> str:
    """The complete entry as HTML whose links are whole addresses."""
    parts = [linebreaks(conditional_escape(entry.text))] if entry.text else []
    if entry.corrects:
        parts.append(_line(_("Rectifie :"), entry.corrects.url, entry.corrects.title))
    if entry.updated > entry.published:
        day = PartialDate.of(entry.updated.date()).as_words()
        parts.append(format_html("<p>{}</p>", _("Texte modifié le %(day)s.") % {"day": day}))
    parts.append(format_html('<p><a href="{}">{}</a></p>', entry.url, _("Lire dans le registre")))
    return mark_safe("\n".join(parts))  # noqa: S308 (each part is escaped above)


def _line(label, url, text):
    return format_html('<p>{} <a href="{}">{}</a></p>', label, url, text)


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element; prefixes are written as they are, the root declares them."""
    child = ET.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    child.text = clean(text) or None
    return child


def clean(text: str) -> str:
    """The text without control characters: XML cannot hold those of ASCII, readers choke on the others."""
    return CONTROL.sub("", text)


def document(root: ET.Element) -> bytes:
    """The XML document, one element a line."""
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"
