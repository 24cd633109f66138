"""Feeds narrowed by pillar, organ, state and status, or by a search."""

import pytest
from django.http import QueryDict

from publishing.live.publish import publish
from readers import facets
from readers.feeds import channels
from readers.feeds.filters import narrow
from tests import factories as make
from tests.http import request
from tests.readers.feeds.reading import SITE, announced, self_link, told, xml


@pytest.fixture
def various():
    """A roadmap item with a step of one state, and a decision of another pillar."""
    organ = make.organ(name_fr="Collège", slug="college")
    item = make.roadmap_item(name_fr="Passeport", pillar=make.pillar("diplomacy"), organ=organ)
    make.roadmap_step(item, "announced", state=make.state("NE", name_fr="Niger"))
    other = make.decision(name_fr="Banque", pillar=make.pillar("development"), organ=organ)
    make.decision_step(other, "adopted")
    make.published(item, other)
    return item, other


def test_filters_combine(ask, various):
    numbers = {
        "pilier=diplomacy": 1,
        "pilier=development": 1,
        "organe=college": 3,  # the organ itself, the item, the decision
        "etat=NE": 2,  # the state itself, the item
        "statut=adopted": 1,
        "organe=college&statut=adopted": 1,
        "pilier=diplomacy&statut=adopted": 0,
        "pilier=diplomacy&organe=college&etat=NE": 1,
        "pilier=&organe=&etat=&statut=": len(told(ask("registre.rss"))),
    }
    assert {query: len(told(ask(f"registre.rss?{query}"))) for query in numbers} == numbers
    assert len(told(ask("decisions.rss?organe=college"))) == 1


def test_filters_have_one_canonical_order(ask, various):
    one, other = (
        ask(f"registre.rss?{query}")
        for query in ("statut=adopted&pilier=development", "pilier=development&statut=adopted&utm=x")
    )
    assert one.body == other.body
    assert self_link(one) == f"{SITE}/fr/flux/registre.rss?pilier=development&statut=adopted"
    assert xml(one).findtext("channel/title") == "Le Registre AES · Pilier development · statut adopted"


@pytest.mark.parametrize(
    "query", ["pilier=inconnu", "etat=XX", "organe=%00", "statut=' OR 1=1", "pilier=diplomacy&pilier=development"]
)
def test_an_unknown_value_is_not_found_and_the_page_says_what_is(ask, various, query):
    answer = ask(f"registre.rss?{query}")
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Valeurs possibles" in answer.text


def test_the_filter_of_a_renamed_organ_leads_to_its_new_address_and_keeps_old_entries(ask, various):
    organ = various[0].organ
    before = told(ask("registre.rss?organe=college"))
    organ.slug = "college-des-chefs"
    organ.save()
    publish([organ])
    moved = ask("registre.rss?organe=college")
    assert (moved.status, moved.headers["Location"]) == (301, "/fr/flux/registre.rss?organe=college-des-chefs")
    page = ask("registre.rss?organe=college&archive=2")
    assert page.headers["Location"] == "/fr/flux/registre.rss?organe=college-des-chefs&archive=2"
    assert told(ask("registre.rss?organe=college-des-chefs")) == before


def test_a_search_may_be_followed(ask, live_server, various):
    page = request(live_server, "/fr/recherche/", query={"q": "passeport", "type": "feuille-de-route", "etat": "NE"})
    path = "feuille-de-route.rss?etat=NE&q=passeport"
    assert announced(page)[0] == path.replace("&", "&amp;")
    assert len(told(ask(path))) == 1
    assert xml(ask(path)).findtext("channel/title") == (
        "Le Registre AES · points de la feuille de route · Niger · «\u00a0passeport\u00a0»"
    )
    assert told(ask("registre.rss?q=introuvable")) == []
    make.published(make.decision(name_fr="Délivrer le passeport"))
    assert len(told(ask("registre.rss?q=passeports"))) == 2
    assert ask(f"registre.rss?q={'a' * 201}").status == 404


def test_blank_filters_do_not_count_and_two_values_of_one_are_refused():
    site = channels.site()
    assert narrow(site, QueryDict("pilier=&q="), {}) is site
    with pytest.raises(facets.UnknownValueError, match="pilier=defence development"):
        narrow(site, QueryDict("pilier=defence&pilier=development"), {"pilier": {"defence": "", "development": ""}})
