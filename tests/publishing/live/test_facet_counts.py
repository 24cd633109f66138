"""How many search entries have the same facets, kept as entries come and go."""

import pytest

from editions.models import FacetCount
from publishing.live.facet_counts import count_in, count_out, forget_empty
from publishing.live.publish import publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db
ENTRY = {"language": "fr", "section": "organes", "record_type": "institutions.organ", "pillar": ""}
ENTRY |= {"organs": [], "states": [], "statuses": [], "year": None}


def counted():
    return sorted(FacetCount.objects.values_list("language", "section", "number"))


def test_entries_with_the_same_facets_are_counted_together():
    make.published(make.decision(name_en="One"), make.decision())

    (english, french) = counted()
    assert (english[0], english[2], french[0], french[2]) == ("en", 1, "fr", 2)


def test_entries_that_leave_are_counted_no_longer_and_nothing_is_left_of_the_last():
    first, second = make.decision(), make.decision()
    make.published(first, second)

    withdraw([first], reason="Erreur")
    assert [number for *_facets, number in counted()] == [1]
    withdraw([second], reason="Erreur")
    assert counted() == []


def test_entry_published_again_is_counted_once():
    organ = make.published(make.organ())
    organ.name_fr = "Autre"
    organ.save()
    publish([organ])

    assert [number for *_facets, number in counted()] == [1]


def test_counts_add_up_row_by_row():
    count_in([ENTRY, ENTRY, ENTRY | {"year": 2025}])
    count_in([ENTRY])
    count_out([])
    FacetCount.objects.filter(year=2025).update(number=0)
    forget_empty()

    assert counted() == [("fr", "organes", 3)]
