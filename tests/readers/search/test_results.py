"""Results as a page shows them: highlights, facets in their order, addresses."""

from collections import Counter

from readers.search.query import SearchQuery
from readers.search.results import VALUES_SHOWN, address, highlighted, ordered, orders
from readers.search.sql import MARK_END, MARK_START

QUERY = SearchQuery("la banque", "fr", {"pilier": "defence"}, page=2)


def test_a_text_is_escaped_before_its_highlights_are_marked():
    assert highlighted(f"<b>{MARK_START}banque{MARK_END}") == "&lt;b&gt;<mark>banque</mark>"


def test_years_come_from_the_latest_and_other_values_from_the_most_frequent():
    assert ordered("annee", Counter({2024: 9, 2026: 1})) == [2026, 2024]
    assert ordered("etat", Counter({"NE": 1, "ML": 5, "BF": 1})) == ["ML", "BF", "NE"]
    assert len(ordered("etat", Counter(map(str, range(50))))) == VALUES_SHOWN


def test_a_change_of_the_search_leads_to_its_first_page():
    assert address(QUERY, pilier="") == "?q=la+banque"
    assert address(QUERY, page="3") == "?q=la+banque&pilier=defence&page=3"
    assert [(link, is_current) for _name, link, is_current in orders(QUERY)] == [
        ("?q=la+banque&pilier=defence", True),
        ("?q=la+banque&pilier=defence&tri=date", False),
    ]
