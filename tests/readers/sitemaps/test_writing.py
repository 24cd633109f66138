"""Sitemaps as XML."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from django.conf import settings

from readers.sitemaps.pages import Page
from readers.sitemaps.writing import XHTML, XMLNS, write_index, write_sitemap

SITE = settings.SITE_URL


def test_a_page_names_itself_in_every_language_and_the_default():
    page = Page({"fr": "/fr/x/", "en": "/en/x/"}, datetime(2026, 3, 4, tzinfo=UTC))
    urls = ET.fromstring(write_sitemap([page]))

    assert [url.findtext(f"{{{XMLNS}}}loc") for url in urls] == [f"{SITE}/fr/x/", f"{SITE}/en/x/"]
    for url in urls:
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{{{XHTML}}}link")}
        assert links == {"fr": f"{SITE}/fr/x/", "en": f"{SITE}/en/x/", "x-default": f"{SITE}/fr/x/"}
        assert url.findtext(f"{{{XMLNS}}}lastmod") == "2026-03-04T00:00:00+00:00"


def test_a_page_of_one_language_has_no_others_and_one_never_published_no_date():
    text = write_sitemap([Page({"fr": "/fr/x/"}, None)]).decode()
    assert "xhtml:link" not in text
    assert "lastmod" not in text


def test_an_index_names_its_sitemaps():
    locs = [loc.text for loc in ET.fromstring(write_index(["/a.xml", "/b.xml"])).iter(f"{{{XMLNS}}}loc")]
    assert locs == [f"{SITE}/a.xml", f"{SITE}/b.xml"]
