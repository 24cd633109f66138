"""Readers find words that stand in files, once the record that presents them is live."""

import pytest

from publishing.live.publish import withdraw
from readers.search.query import SearchQuery
from readers.search.results import search
from tests import factories as make
from tests import files
from tests.readers.files.test_views import document_with

pytestmark = pytest.mark.django_db

TEXT = files.docx("Préambule.", "La monnaie commune s’appellera le zarbané.", "Fait à Bamako.")


def found(words, language="fr"):
    return search(SearchQuery(words, language)).results


def test_words_of_a_file_are_found_once_its_document_is_live(client):
    document = document_with(TEXT, "Traité.docx", name_fr="Traité", name_en="Treaty")
    assert found("zarbané") == []

    make.published(document)

    (result,) = found("zarbane")
    assert result.title == "Traité"
    assert "<mark>zarbané</mark>" in result.file_extract
    assert "Dans le fichier" in client.get("/fr/recherche/", {"q": "zarbané"}).text


def test_readers_of_another_language_find_it_too_and_are_told_its_language(client):
    make.published(document_with(TEXT, "Traité.docx", name_fr="Traité", name_en="Treaty"))

    (result,) = found("zarbané", "en")

    assert (result.title, result.file_language) == ("Treaty", "fr")
    page = client.get("/en/recherche/", {"q": "zarbané"}).text
    assert "In the file:" in page
    assert '<span lang="fr">' in page


def test_file_is_quoted_only_where_the_record_itself_lacks_the_words():
    make.published(document_with(TEXT, "Traité.docx", name_fr="La monnaie commune"))

    (result,) = found("monnaie")

    assert result.file_extract == ""


def test_words_of_a_withdrawn_document_are_not_found():
    document = make.published(document_with(TEXT, "Traité.docx"))
    withdraw([document], reason="Erreur")

    assert found("zarbané") == []


def test_words_of_the_copy_of_a_source_are_found():
    draft = document_with(TEXT, "Dépêche.docx").files.get()
    facts = {"archive_sha256": draft.sha256, "archive_name": draft.name, "archive_size": draft.size}
    make.published(make.source(title="Dépêche", archive_media_type=draft.media_type, **facts))

    assert [result.title for result in found("zarbané")] == ["Dépêche"]
