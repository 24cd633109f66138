"""The list of feeds as OPML."""

from xml.etree import ElementTree as ET

from readers.feeds import channels, opml


def test_every_feed_is_in_the_outline_as_rss():
    outlines = ET.fromstring(opml.write("fr")).findall("body/outline")
    assert [outline.get("xmlUrl") for outline in outlines] == [channel.url("rss") for channel in channels.everything()]
    assert {(outline.get("type"), outline.get("language")) for outline in outlines} == {("rss", "fr")}
