"""What a page rests on, and what rests on a source."""

import pytest

from publishing.models import path_in
from sources.views import what_rests_on
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_a_source_lists_the_records_that_rest_on_it_themselves_or_in_a_part(client):
    passage = make.passage()
    cited, in_a_step = make.organ(links={"evidence": [passage]}), make.decision_step(evidence=[passage])
    elsewhere = make.decision_step()
    make.published(cited, in_a_step.decision, elsewhere.decision)

    text = page(client, path_in(passage.source, "fr"))

    assert path_in(cited, "fr") in text
    assert path_in(in_a_step.decision, "fr") in text
    assert path_in(elsewhere.decision, "fr") not in text


def test_a_page_lists_its_sources_once_with_every_place_cited(client):
    source = make.source(title="Communiqué", publisher="AMAP")
    passages = [make.passage(source, locator=locator) for locator in ("L23", "L3", "L3, L7")]
    decision = make.decision(links={"evidence": passages[:2]})
    make.decision_step(decision, evidence=passages[2:])
    make.published(decision)

    listed = page(client, path_in(decision, "fr")).partition('<section id="sources">')[2]

    assert listed.count("Communiqué</a>") == 1
    assert "L3, L7, L23" in listed


def test_the_title_of_a_source_is_in_the_language_of_the_source(client):
    source = make.published(make.source(title="Sahel Alliance", language="en"))
    assert f'<a href="{path_in(source, "fr")}" lang="en">Sahel Alliance</a>' in page(client, "/fr/sources/")


def test_what_rests_on_a_source_is_gathered_by_kind_each_record_once():
    source = make.source()
    first, second = make.passage(source), make.passage(source)
    decision = make.decision(links={"evidence": [first, second]})
    make.decision_step(decision, evidence=[second])
    organ = make.organ(links={"evidence": [first]})

    found = {str(kind): records for kind, records in what_rests_on(source)}

    assert found == {"décisions": [decision], "organes": [organ]}
    assert what_rests_on(make.source()) == []
