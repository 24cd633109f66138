"""RSS 2.0, by the RSS Board's profile: what subscribers use."""

from email.utils import format_datetime
from xml.etree import ElementTree as ET

from readers.addresses import absolute
from readers.feeds import content
from readers.feeds.content import add
from readers.feeds.entries import Entry, Feed

MEDIA_TYPE = "application/rss+xml"
FORMAT = "rss"
MINUTES = 30
NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
}


def write(feed: Feed) -> bytes:
    """The feed as an RSS document."""
    root = ET.Element("rss", {"version": "2.0", "xml:lang": feed.language, **NAMESPACES})
    channel = add(root, "channel")
    add(channel, "title", feed.channel.title)
    add(channel, "link", feed.channel.page_url)
    add(channel, "description", feed.channel.description)
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", _date(feed.updated))
    add(channel, "ttl", str(MINUTES))
    for rel, url in content.links(feed, FORMAT):
        add(channel, "atom:link", rel=rel, href=url, type=MEDIA_TYPE)
    if feed.archive:
        add(channel, "fh:archive")
    for entry in feed.entries:
        _write_item(add(channel, "item"), entry)
    return content.document(root)


def _write_item(item: ET.Element, entry: Entry) -> None:
    """The summary goes before the complete content: some readers keep the last of the two they meet."""
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", _date(entry.published))
    add(item, "dc:creator", content.author())
    for category in entry.categories:
        add(item, "category", category.label, domain=content.scheme(category))
    for file in entry.files[:1]:  # readers of RSS expect one at most
        add(item, "enclosure", url=absolute(file.get_absolute_url()), length=str(file.size), type=file.media_type)
    add(item, "description", entry.text or entry.title)
    add(item, "content:encoded", content.html(entry))


def _date(instant):
    return format_datetime(instant, usegmt=True)
