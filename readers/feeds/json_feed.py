"""JSON Feed 1.1, for programs."""

import json

from archive.models import KeptFile
from readers.addresses import absolute
from readers.feeds import content
from readers.feeds.entries import Entry, Feed

MEDIA_TYPE = "application/feed+json"
FORMAT = "json"


def write(feed: Feed) -> bytes:
    """The feed as a JSON document."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.channel.title,
        "home_page_url": feed.channel.page_url,
        "feed_url": feed.url(FORMAT),
        "description": feed.channel.description,
        "language": feed.language,
        "authors": [{"name": content.author()}],
        **({"next_url": feed.page_url(FORMAT, feed.previous)} if feed.previous else {}),
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry, language: str) -> dict:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": content.html(entry),
        **({"summary": entry.text} if entry.text else {}),
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": [category.label for category in entry.categories],
        "language": language,
        **({"attachments": [_attachment(file) for file in entry.files]} if entry.files else {}),
    }


def _attachment(file: KeptFile) -> dict:
    return {
        "url": absolute(file.get_absolute_url()),
        "mime_type": file.media_type,
        "title": file.name,
        "size_in_bytes": file.size,
    }
