"""The passages of a page, gathered source by source."""

import pytest

from institutions.models import Organ
from sources.citations import citations, evidence_of, natural
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_each_source_stands_once_in_the_order_of_references_with_its_places_in_the_order_of_the_text():
    first, second = make.source(), make.source()
    passages = [make.passage(first, locator=locator) for locator in ("L11", "L3", "L3, L7")]

    found = citations([make.passage(second, locator=""), *passages, passages[0]])

    assert [(cited.source, cited.locators) for cited in found] == [(first, ["L3", "L7", "L11"]), (second, [])]


def test_nothing_cited_is_no_source():
    assert citations([]) == []


def test_places_are_ordered_by_their_numbers():
    assert sorted(["L11", "L3", "art. 8", "L3, L7"], key=natural) == ["L3", "L3, L7", "L11", "art. 8"]


@pytest.mark.parametrize(("path", "prefetched"), [("", "evidence"), ("steps", "steps__evidence")])
def test_evidence_is_fetched_with_its_sources(path, prefetched, django_assert_num_queries):
    make.organ_step(make.organ(links={"evidence": [make.passage()]}))
    (organ,) = Organ.objects.prefetch_related(evidence_of(path))

    assert evidence_of(path).prefetch_to == prefetched
    with django_assert_num_queries(0):
        owners = organ.steps.all() if path else [organ]
        assert [len({p.source.title for p in owner.evidence.all()}) for owner in owners] == [1]
