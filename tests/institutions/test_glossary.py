"""Words explained where they stand, and all together."""

import pytest

from publishing.models import path_in
from tests import factories as make
from tests import scenes

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


def test_the_statuses_of_a_ledger_are_explained_below_it(client):
    record = make.decision()
    make.decision_step(record, status=make.status("adopted", family="done", definition_fr="L’organe l’a adopté."))
    make.published(record)
    legend = client.get(path_in(record, "fr")).text.partition("Ce que veut dire chaque statut")[2]
    assert "L’organe l’a adopté." in legend.partition("</details>")[0]


def test_the_glossary_has_every_word_status_and_pillar(client):
    scenes.meeting(1)
    make.glossary_term("modality", name_fr="modalité", name_en="force", definition_en="The force of the verb")
    scenes.publish_everything()
    html = client.get("/en/glossaire/").text
    assert '<div id="modality"><dt>Force</dt><dd>The force of the verb</dd></div>' in html
    assert "status held" in html
    assert "Pilier defence" in html


def test_an_empty_glossary_says_so(client):
    assert "Aucun mot n’est encore expliqué." in client.get("/fr/glossaire/").text
