"""Lists of any length: their pages, and the addresses of what stands in them."""

import re
from html import unescape

import pytest
from django.urls import reverse

from aes_site.views import ChangeListView
from publishing.live.publish import publish, withdraw
from publishing.models import path_in
from summits.facets import current_organ
from summits.views.decision import DecisionListView
from summits.views.knowledge import ConcerningListView
from tests import factories as make

pytestmark = pytest.mark.django_db


def link(text, rel) -> str:
    found = re.search(rf'<a rel="{rel}" href="([^"]+)"', text)
    return unescape(found[1]) if found else ""


def test_a_narrowed_list_is_read_through_from_page_to_page(client, monkeypatch):
    monkeypatch.setattr(DecisionListView, "page_size", 2)
    pillar = make.pillar("defense")
    days = ["2025-03-01", "2025-02-01", "2025-02-01", "2025-01-01", None]
    decisions = [make.decision(name_fr=f"Choix {n}", pillar=pillar, decided=day) for n, day in enumerate(days)]
    make.published(*decisions, make.decision(name_fr="Choix ailleurs"))

    path, seen = "/fr/decisions/", []
    address = f"{path}?pilier=defense"
    while address:
        text = client.get(address).text
        seen += re.findall(r">Choix (\w+)</a>", text)
        address = link(text, "next") and path + link(text, "next")
    assert sorted(seen) == ["0", "1", "2", "3", "4"]
    assert (seen[0], seen[3], seen[4]) == ("0", "3", "4")
    assert "pilier=defense" in link(text, "prev")
    assert not [facet for facet in re.findall(r'<dd><a href="([^"]+)"', text) if "apres=" in facet]


@pytest.mark.parametrize("concern", [make.gap, make.statement, make.conflict])
def test_what_has_no_page_is_found_at_its_address_however_long_the_list(client, concern, monkeypatch):
    monkeypatch.setattr(ConcerningListView, "page_size", 1)
    first, last = concern(slug="a"), concern(slug="z")
    make.published(first, last)
    page, _hash, anchor = path_in(last, "fr").partition("#")

    assert f'id="{anchor}"' not in client.get(reverse(last.list_view)).text
    assert f'id="{anchor}"' in client.get(page).text


def test_a_withdrawn_gap_says_why_at_its_address(client):
    gap = make.published(make.gap())
    address = path_in(gap, "fr").partition("#")[0]
    withdraw([gap], reason="Comblée")

    answer = client.get(address)

    assert answer.status_code == 410
    assert "Comblée" in answer.text


@pytest.mark.parametrize("query", ["apres=AES-D-1900-001", "avant=x", "fiche=y"])
def test_a_page_after_nothing_is_not_found(client, query):
    make.published(make.decision())
    assert client.get(f"/fr/decisions/?{query}").status_code == 404


def test_the_log_of_changes_is_read_through_from_page_to_page(client, monkeypatch):
    monkeypatch.setattr(ChangeListView, "page_size", 2)
    make.published(*(make.gap(text_fr=f"Lacune {n}") for n in range(5)))

    path, seen, address = "/fr/changements/", [], "/fr/changements/"
    while address:
        text = client.get(address).text
        seen += re.findall(r"Lacune (\d)", text)
        address = link(text, "next") and path + link(text, "next")

    assert sorted(seen) == ["0", "1", "2", "3", "4"]
    assert client.get(f"{path}?apres=rien").status_code == 404


def test_a_list_is_found_by_any_address_its_organ_had(client):
    organ = make.organ(slug="ancien")
    decision = make.published(make.decision(organ=organ))
    organ.slug = "nouveau"
    organ.save()
    publish([organ])

    answer = client.get("/fr/decisions/?organe=ancien&annee=")

    assert (answer.status_code, answer["Location"]) == (301, "/fr/decisions/?organe=nouveau")
    assert decision.reference in client.get(answer["Location"]).text
    assert current_organ("jamais-vu") == "jamais-vu"


def test_facets_forget_what_is_withdrawn(client):
    kept, gone = make.decision(pillar=make.pillar("defense")), make.decision(pillar=make.pillar("diplomatie"))
    make.published(kept, gone)
    assert "pilier=diplomatie" in client.get("/fr/decisions/").text
    withdraw([gone], reason="Erreur")

    assert "pilier=diplomatie" not in client.get("/fr/decisions/").text
