"""What is known about the register: gaps, contradictions, statements and topics."""

import re

import pytest

from publishing.models import path_in
from summits.views.knowledge import TopicDetailView
from tests import factories as make
from tests import scenes
from tests.reading import page, section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("concern", "path"), [(make.gap, "lacunes"), (make.conflict, "divergences")])
def test_what_has_no_page_has_an_anchor_that_leads_to_what_it_concerns(client, concern, path):
    decision = make.decision(name_fr="Concernée")
    known = concern(links={"decisions": [decision]})
    make.published(known)

    text = page(client, f"/fr/{path}/")

    assert path_in(known, "fr") == f"/fr/{path}/?fiche={known.reference}#{known.slug}"
    assert f'<li id="{known.slug}">' in text
    assert f'<a href="{path_in(decision, "fr")}">Concernée</a>' in text


def test_a_statement_is_never_shown_without_its_author(client):
    meeting = make.meeting()
    make.published(make.statement(text_fr="Un tournant", attributed_to_fr="La presse", links={"meetings": [meeting]}))

    for path in (path_in(meeting, "fr"), "/fr/enonces/"):
        assert re.search(r"Un tournant</p>\s*<p class=\"small\">— La presse", page(client, path))


def test_a_topic_gathers_records_of_every_type(client):
    topic = scenes.topic(2)
    scenes.publish_everything()
    response = client.get(path_in(topic, "fr"))
    text = response.text
    assert isinstance(response.context["view"], TopicDetailView)
    assert [title for title in ("Réunions", "Décisions", "Organes", "Personnes") if section(text, title)] == [
        "Réunions",
        "Décisions",
        "Organes",
        "Personnes",
    ]
