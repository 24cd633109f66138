"""Files of documents in feeds: what readers may have, with its type and length; nothing of what is not public."""

import json

import pytest

from publishing.live.publish import withdraw
from readers.feeds import content
from tests import factories as make
from tests import files
from tests.readers.feeds.reading import NS, SITE, entries, items
from tests.readers.files.test_views import ADDRESS, CONTENT, document_with


@pytest.fixture
def document():
    document = document_with(name_fr="Charte du Liptako", name_en="Charter of Liptako")
    make.document_file(document, language="ar", url="https://example.org/ar.pdf")
    return make.published(document)


def test_rss_encloses_the_file_of_a_document(ask, document):
    (enclosure,) = items(ask("documents.rss"))[0].findall("enclosure")

    facts = {"url": f"{SITE}{ADDRESS}", "length": str(len(CONTENT)), "type": "application/pdf"}
    assert enclosure.attrib == facts


def test_atom_and_json_give_every_file_that_of_the_language_first(ask):
    document = document_with(name_fr="Charte", name_en="Charter")
    english = document_with(files.pdf("Charter"), "Charter.pdf").files.get()
    document.files.create(language="en", name=english.name, size=english.size, sha256=english.sha256)
    make.published(document)

    links = entries(ask("documents.atom", language="en"))[0].findall("a:link[@rel='enclosure']", NS)
    assert [(link.get("hreflang"), link.get("length")) for link in links] == [
        ("en", str(english.size)),
        ("fr", str(len(CONTENT))),
    ]
    (item,) = json.loads(ask("documents.json").body)["items"]
    assert [(file["title"], file["mime_type"], file["size_in_bytes"]) for file in item["attachments"]] == [
        ("Charte du Liptako.pdf", "application/pdf", len(CONTENT)),
        ("Charter.pdf", "application/pdf", english.size),
    ]


def test_a_file_is_enclosed_only_while_it_is_public(ask, document):
    changed = document_with(files.pdf("Brouillon"), "Brouillon.pdf").files.get()
    document.files.filter(language="fr").update(sha256=changed.sha256, size=changed.size, name=changed.name)
    assert ADDRESS in ask("documents.rss").text
    assert "brouillon" not in ask("documents.rss").text

    withdraw([document], reason="Doublon")

    assert "enclosure" not in ask("documents.rss").text
    assert "attachments" not in ask("documents.json").text


def test_entries_without_files_enclose_none(ask):
    make.published(make.document(), make.organ())

    assert "enclosure" not in ask("registre.rss").text + ask("registre.atom").text


def test_a_text_has_no_sign_that_xml_cannot_hold():
    assert content.clean("un\x00\x0b deux\n") == "un deux\n"


def test_an_entry_in_full_names_what_it_corrects(feed):
    html = content.html(feed.entries[0])
    assert html.startswith("<p>Créée.</p>")
    assert '<a href="https://registre.example/fr/y/">Avant</a>' in html
