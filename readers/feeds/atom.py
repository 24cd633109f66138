"""Atom 1.0 (RFC 4287): the format that tells a publication from an update."""

from xml.etree import ElementTree as ET

from readers.addresses import absolute
from readers.feeds import content
from readers.feeds.content import add
from readers.feeds.entries import Entry, Feed

MEDIA_TYPE = "application/atom+xml"
FORMAT = "atom"
NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
}


def write(feed: Feed) -> bytes:
    """The feed as an Atom document; its identifier is the address of its current page."""
    root = ET.Element("feed", {"xml:lang": feed.language, **NAMESPACES})
    add(root, "id", feed.page_url(FORMAT, None))
    add(root, "title", feed.channel.title)
    add(root, "subtitle", feed.channel.description)
    add(root, "updated", _date(feed.updated))
    add(add(root, "author"), "name", content.author())
    add(root, "link", rel="alternate", href=feed.channel.page_url, type="text/html", hreflang=feed.language)
    for rel, url in content.links(feed, FORMAT):
        add(root, "link", rel=rel, href=url, type=MEDIA_TYPE)
    if feed.archive:
        add(root, "fh:archive")
    for entry in feed.entries:
        _write_entry(add(root, "entry"), entry)
    return content.document(root)


def _write_entry(element: ET.Element, entry: Entry) -> None:
    """One alternate only: with several, most readers take the last, whatever its language."""
    add(element, "id", entry.id)
    add(element, "title", entry.title)
    add(element, "link", rel="alternate", href=entry.url, type="text/html")
    add(element, "published", _date(entry.published))
    add(element, "updated", _date(entry.updated))
    if entry.corrects:
        add(element, "link", rel="related", href=entry.corrects.url, title=entry.corrects.title)
        add(element, "thr:in-reply-to", ref=entry.corrects.id, href=entry.corrects.url)
    for file in entry.files:
        facts = {"type": file.media_type, "length": str(file.size), "title": file.name, "hreflang": file.language}
        add(element, "link", rel="enclosure", href=absolute(file.get_absolute_url()), **facts)
    for category in entry.categories:
        add(element, "category", term=category.term, scheme=content.scheme(category), label=category.label)
    if entry.text:
        add(element, "summary", entry.text)
    add(element, "content", content.html(entry), type="html")


def _date(instant):
    return instant.isoformat().replace("+00:00", "Z")
