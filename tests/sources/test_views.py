import pytest

from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def test_a_source_lists_the_records_that_rest_on_it_themselves_or_in_a_part(client):
    passage = make.passage()
    cited, in_a_step = make.organ(links={"evidence": [passage]}), make.decision_step(evidence=[passage])
    elsewhere = make.decision_step()
    make.published(cited, in_a_step.decision, elsewhere.decision)

    text = page(client, path_in(passage.source, "fr"))

    assert path_in(cited, "fr") in text
    assert path_in(in_a_step.decision, "fr") in text
    assert path_in(elsewhere.decision, "fr") not in text


def test_a_title_that_the_register_describes_stands_between_brackets(client):
    source = make.published(make.source(title="dépêche sans titre", title_is_ours=True))
    assert "[dépêche sans titre]" in page(client, "/fr/sources/")
    assert "[dépêche sans titre]" in page(client, path_in(source, "fr"))


def test_a_page_lists_its_sources_once_with_every_place_cited(client):
    source = make.source(title="Communiqué", publisher="AMAP")
    passages = [make.passage(source, locator=locator) for locator in ("L23", "L3", "L3, L7")]
    decision = make.decision(links={"evidence": passages[:2]})
    make.decision_step(decision, evidence=passages[2:])
    make.published(decision)

    listed = page(client, path_in(decision, "fr")).partition('<section id="sources">')[2]

    assert listed.count("Communiqué</a>") == 1
    assert "L3, L7, L23" in listed


def test_where_a_source_is_cited_it_leads_to_the_list_of_the_page(client):
    source = make.source(publisher="AMAP")
    decision = make.decision()
    make.decision_step(decision, evidence=[make.passage(source, locator="L3")])
    make.published(decision)

    text = page(client, path_in(decision, "fr"))

    assert f'<a href="#{source.reference}">AMAP</a>, L3' in text
    assert f'<li id="{source.reference}">' in text


def test_the_title_of_a_source_is_in_the_language_of_the_source(client):
    source = make.published(make.source(title="Sahel Alliance", language="en"))
    assert f'<a href="{path_in(source, "fr")}" lang="en">Sahel Alliance</a>' in page(client, "/fr/sources/")
