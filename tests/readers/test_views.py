"""Entries of lists, which have no page of their own, are cited and passed on all the same."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from publishing.live.publish import withdraw
from publishing.models import path_in
from readers.views import CALENDAR_MAX_AGE, MAX_AGE
from tests import factories as make

pytestmark = pytest.mark.django_db

ENTRIES = {"gap": "text", "statement": "text", "conflict": "name", "milestone": "name"}


@pytest.fixture(params=ENTRIES)
def entry(request):
    """An entry of each type without a page, live in French only."""
    title = {f"{ENTRIES[request.param]}_fr": "Ce que dit l’entrée"}
    return make.published(getattr(make, request.param)(**title))


def test_a_list_leads_to_how_its_entries_are_cited(client, entry):
    page = client.get(path_in(entry, "fr").partition("#")[0]).text

    assert f'<a href="/fr/fiches/{entry.reference}/" rel="nofollow">Citer ou transmettre {entry.reference}</a>' in page


def test_an_entry_is_cited_shared_and_followed(client, entry):
    page = client.get(f"/fr/fiches/{entry.reference}/").text
    brief = client.get(f"/fr/fiches/{entry.reference}/bref.txt").text.strip()

    assert f"{settings.SITE_URL}/r/{entry.reference}/1" in page
    assert f"/fr/fiches/{entry.reference}/editions/1/citation.ris" in page
    assert f'href="https://wa.me/?text={quote(brief, safe="")}"' in page
    assert re.search(rf'<link rel="alternate" type="application/rss[^>]*{entry.reference}', page)
    assert '<meta property="z:itemType" content="webpage">' in page
    assert f'<a href="{escape(path_in(entry, "fr"))}">Ce que dit l’entrée</a>' in page


def test_an_entry_is_cited_in_the_languages_it_exists_in(client, entry):
    assert client.get(f"/en/fiches/{entry.reference}/").status_code == 404


def test_of_a_withdrawn_entry_only_the_notice_is_left(client, entry):
    withdraw([entry], reason="Erreur de source.")

    answer = client.get(f"/fr/fiches/{entry.reference}/")

    assert answer.status_code == 410
    assert "Ce que dit l’entrée" not in answer.text


def test_the_page_of_an_entry_costs_the_same_whatever_it_rests_on(client):
    costs = []
    for number in (1, 3):
        gap = make.gap(text_fr="Ce que dit l’entrée")
        gap.evidence.add(*(make.passage() for _ in range(number)))
        make.published(gap)
        client.get(f"/fr/fiches/{gap.reference}/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/fr/fiches/{gap.reference}/").status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_what_goes_with_a_record_may_be_kept_as_long_as_it_says(client):
    record = make.published(make.meeting())
    ages = {
        name: client.get(f"/fr/fiches/{record.reference}/{name}")["Cache-Control"]
        for name in ("bref.txt", "citation.ris", "agenda.ics")
    }
    assert ages == dict.fromkeys(("bref.txt", "citation.ris"), f"public, max-age={MAX_AGE}") | {
        "agenda.ics": f"public, max-age={CALENDAR_MAX_AGE}"
    }
