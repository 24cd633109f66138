"""What the answers of feeds say, taken apart."""

import re
from xml.etree import ElementTree as ET

from django.conf import settings

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "thr": "http://purl.org/syndication/thread/1.0",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = settings.SITE_URL


def xml(answer) -> ET.Element:
    return ET.fromstring(answer.body)


def items(answer) -> list[ET.Element]:
    return xml(answer).findall("channel/item")


def entries(answer) -> list[ET.Element]:
    return xml(answer).findall("a:entry", NS)


def told(answer) -> list[str]:
    """The titles of an RSS feed, newest first."""
    return [item.findtext("title") for item in items(answer)]


def self_link(answer) -> str:
    return xml(answer).find("channel/a:link[@rel='self']", NS).get("href")


def announced(answer) -> list[str]:
    """The feeds that a page announces, by what follows /fr/flux/."""
    found = re.findall(r'<link rel="alternate" type="application/[^"]+" title="[^"]+" href="([^"]+)">', answer.text)
    return [href.removeprefix(f"{SITE}/fr/flux/") for href in found]
