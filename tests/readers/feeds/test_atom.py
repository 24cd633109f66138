"""A feed as Atom."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from readers.feeds import atom
from tests.readers.feeds.reading import NS


def test_an_entry_tells_what_is_new_from_what_was_changed_and_what_it_corrects(feed):
    root = ET.fromstring(atom.write(feed))
    entry = root.find("a:entry", NS)
    links = [(link.get("rel"), link.get("hreflang")) for link in entry.findall("a:link", NS)]

    assert entry.findtext("a:published", namespaces=NS) == "2026-03-04T10:00:00Z"
    assert entry.findtext("a:updated", namespaces=NS) == "2026-03-05T10:00:00Z"
    assert entry.find("thr:in-reply-to", NS).get("ref") == "tag:x,2026:0"
    assert links == [("alternate", None), ("related", None), ("enclosure", "fr"), ("enclosure", "en")]
    assert root.findtext("a:id", namespaces=NS).endswith("/fr/flux/registre.atom")


def test_an_entry_that_corrects_nothing_and_says_nothing_has_neither(feed):
    bare = replace(feed, entries=(replace(feed.entries[0], corrects=None, text="", files=()),))
    entry = ET.fromstring(atom.write(bare)).find("a:entry", NS)
    assert [link.get("rel") for link in entry.findall("a:link", NS)] == ["alternate"]
    assert entry.find("thr:in-reply-to", NS) is None
    assert entry.find("a:summary", NS) is None
