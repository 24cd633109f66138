"""Which feeds a page announces."""

import pytest
from django.template import Context

from readers.default_pages import default_page
from readers.feeds.channels import site
from readers.feeds.discovery import announcements, channel_of_page, channel_of_search
from readers.search.query import SearchQuery
from tests import factories as make


class AtView:
    """A request that was resolved to the view of that name."""

    def __init__(self, view_name):
        self.resolver_match = self
        self.view_name = view_name


def test_the_feed_of_a_search_has_its_words_and_filters_but_no_year():
    query = SearchQuery("banque", "fr", {"type": "decisions", "pilier": "defence", "annee": "2025"})
    assert channel_of_search(query).path("rss") == "/fr/flux/decisions.rss?pilier=defence&q=banque"
    assert channel_of_search(SearchQuery("banque", "fr")).path("rss") == "/fr/flux/registre.rss?q=banque"


@pytest.mark.parametrize("text", ["", "a" * 500])
def test_a_search_that_cannot_be_answered_has_no_feed(text):
    assert channel_of_page(Context({"question": SearchQuery(text, "fr")})) is None


@pytest.mark.parametrize(
    ("view", "path"),
    [("correction-list", "/fr/flux/corrections.rss"), ("summits:decision-list", "/fr/flux/decisions.rss")],
)
def test_a_list_has_the_feed_of_its_section(view, path):
    assert channel_of_page(Context({"request": AtView(view)})).path("rss") == path


def test_other_pages_have_none_of_their_own():
    assert channel_of_page(Context({"request": AtView("home")})) is None
    assert channel_of_page(Context()) is None


@pytest.mark.django_db
def test_a_record_has_its_own():
    decision = make.decision()
    path = channel_of_page(Context({"object": decision})).path("atom")
    assert path == f"/fr/flux/decisions/{decision.reference}.atom"


def test_rss_is_announced_first():
    assert [one.format for one in announcements(site())] == ["RSS", "Atom", "JSON"]


def test_a_page_that_is_there_by_default_has_none():
    assert channel_of_page(Context({"object": default_page("methode")})) is None
