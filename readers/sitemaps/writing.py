"""Sitemaps as XML."""

from xml.etree import ElementTree as ET

from readers.addresses import absolute
from readers.sitemaps.pages import Page

XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def write_index(paths: list[str]) -> bytes:
    root = ET.Element("sitemapindex", {"xmlns": XMLNS})
    for path in paths:
        ET.SubElement(ET.SubElement(root, "sitemap"), "loc").text = absolute(path)
    return _document(root)


def write_sitemap(pages: list[Page]) -> bytes:
    root = ET.Element("urlset", {"xmlns": XMLNS, "xmlns:xhtml": XHTML})
    for page in pages:
        for path in page.paths.values():
            _write_url(ET.SubElement(root, "url"), path, page)
    return _document(root)


def _write_url(url, path, page):
    ET.SubElement(url, "loc").text = absolute(path)
    if page.changed:
        ET.SubElement(url, "lastmod").text = page.changed.isoformat()
    for language, other in page.alternates.items():
        link = {"rel": "alternate", "hreflang": language, "href": absolute(other)}
        ET.SubElement(url, "xhtml:link", link)


def _document(root):
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"
