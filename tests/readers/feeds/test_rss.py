"""A feed as RSS."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from readers.feeds import rss
from tests.readers.feeds.reading import NS


def test_an_item_has_what_readers_of_rss_keep_and_one_file_at_most(feed):
    channel = ET.fromstring(rss.write(feed)).find("channel")
    item = channel.find("item")

    assert (item.findtext("title"), item.findtext("guid")) == ("Banque & Cie", "tag:x,2026:1")
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Wed, 04 Mar 2026 10:00:00 GMT"
    assert channel.findtext("lastBuildDate") == "Thu, 05 Mar 2026 10:00:00 GMT"
    assert [enclosure.get("length") for enclosure in item.findall("enclosure")] == ["12"]
    assert [child.tag for child in item][-2:] == ["description", f"{{{NS['content']}}}encoded"]


def test_an_archived_page_says_that_it_is_one_and_an_entry_without_text_its_title(feed):
    bare = replace(feed, archive=3, entries=(replace(feed.entries[0], text="", files=()),))
    channel = ET.fromstring(rss.write(bare)).find("channel")
    assert channel.find("fh:archive", NS) is not None
    assert channel.find("item").findtext("description") == "Banque & Cie"
    assert ET.fromstring(rss.write(feed)).find("channel/fh:archive", NS) is None
