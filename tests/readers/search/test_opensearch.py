"""The search as browsers add it."""

from xml.etree import ElementTree as ET

from readers.search.opensearch import MEDIA_TYPE, TERMS, write


def test_the_description_says_how_the_search_is_asked():
    root = ET.fromstring(write("fr"))
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    urls = {url.get("type"): url.get("template") for url in root.findall(f"{name}Url")}
    assert urls["text/html"].endswith(f"/fr/recherche/?q={TERMS}")
    assert urls[MEDIA_TYPE].endswith("/fr/opensearch.xml")
    assert len(root.findtext(f"{name}ShortName")) <= 16
