"""The statements of a search, in schema live."""

import pytest

from publishing.live.connection import live_reading
from readers.search import sql
from readers.search.query import SearchQuery
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def banks():
    """Two live decisions about banks, of one pillar and of another, and a draft."""
    first = make.decision(name_fr="Créer une banque", pillar=make.pillar("development"), decided="2025-12-23")
    second = make.decision(name_fr="Fermer une banque", pillar=make.pillar("defence"), decided="2026-01-05")
    make.published(first, second)
    make.decision(name_fr="Banque secrète")
    return first, second


def search(text, **chosen):
    return SearchQuery(text, "fr", chosen)


def test_entries_are_found_counted_and_followed_by_the_same_conditions(banks):
    with live_reading():
        for query, found in (
            (search("banque"), set(banks)),
            (search("banque", pilier="defence"), {banks[1]}),
            (search("banque", annee="2025"), {banks[0]}),
            (search("banque", type="decisions"), set(banks)),
        ):
            total = next(number for name, _value, number in sql.count(query) if name == "total")
            assert {hit.reference for hit in sql.find(query, total)} == {record.reference for record in found}
            assert set(sql.records_matching(query)) == {record.pk for record in found}
            assert (total, sql.finds_anything(query)) == (len(found), True)


def test_nothing_is_found_of_a_draft_nor_of_a_facet_that_no_entry_has(banks):
    with live_reading():
        assert [sql.finds_anything(query) for query in (search("secrète"), search("banque", etat="XX"))] == [False] * 2


def test_a_word_that_resembles_one_of_the_register_leads_to_it(banks):
    with live_reading():
        assert sql.words_alike(["banqe", "zzzz"], "fr") == {"banqe": "banque"}
