"""Words explained where they stand."""

import pytest

from institutions.templatetags.glossary import define
from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_word_is_explained_beside_what_it_names(client):
    make.published(make.glossary_term("modality", name_fr="modalité", definition_fr="La force du verbe"))
    record = make.published(make.decision(modality_fr="devrait"))
    html = client.get(path_in(record, "fr")).text
    assert "<summary>Que veut dire «\u00a0modalité\u00a0»\u202f?</summary><p>La force du verbe" in html
    assert '/fr/glossaire/#modality"' in html


def test_nothing_is_explained_that_is_not_published_or_has_no_definition(client):
    make.glossary_term("modality", name_fr="modalité")
    record = make.published(make.decision(modality_fr="devrait"))
    assert "modalité" not in client.get(path_in(record, "fr")).text
    make.published(make.glossary_term("modality"))
    assert "Que veut dire" in client.get(path_in(record, "fr")).text


def test_a_word_without_translation_is_marked_as_french(client):
    make.published(make.glossary_term("modality", name_fr="modalité", definition_fr="La force du verbe"))
    record = make.published(make.decision(name_en="A decision", modality_fr="devrait", modality_en="should"))
    html = client.get(path_in(record, "en")).text
    assert '<span lang="fr" dir="ltr">La force du verbe</span>' in html
    assert 'role="note"' in html


def test_all_words_of_a_page_cost_one_statement(rf, django_assert_num_queries):
    terms = {key: make.glossary_term(key) for key in ("modality", "pillar")}
    make.published(*terms.values())
    context = {"request": rf.get("/"), "fallbacks": set()}

    with django_assert_num_queries(1):
        found = {key: define(context, key)["term"] for key in (*terms, "unknown")}

    assert found == terms | {"unknown": None}
