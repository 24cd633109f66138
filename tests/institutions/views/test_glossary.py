"""The glossary: words, statuses and pillars together."""

import pytest

from institutions.views.glossary import GlossaryView
from publishing.models import path_in
from tests import factories as make
from tests import scenes

pytestmark = pytest.mark.django_db


def test_the_glossary_has_every_word_status_and_pillar(client):
    scenes.meeting(1)
    make.glossary_term("modality", name_fr="modalité", name_en="force", definition_en="The force of the verb")
    scenes.publish_everything()
    html = client.get("/en/glossaire/").text
    assert '<div id="modality"><dt>Force</dt><dd>The force of the verb</dd></div>' in html
    assert "status held" in html
    assert "Pilier defence" in html


def test_an_empty_glossary_says_so(client):
    response = client.get("/fr/glossaire/")
    assert isinstance(response.context["view"], GlossaryView)
    assert "Aucun mot n’est encore expliqué." in response.text


def test_the_statuses_of_a_ledger_are_explained_below_it(client):
    record = make.decision()
    make.decision_step(record, status=make.status("adopted", family="done", definition_fr="L’organe l’a adopté."))
    make.published(record)
    legend = client.get(path_in(record, "fr")).text.partition("Ce que veut dire chaque statut")[2]
    assert "L’organe l’a adopté." in legend.partition("</details>")[0]
