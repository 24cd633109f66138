"""A record by its reference."""

import pytest
from django.http import Http404

from publishing.live.publish import withdraw
from readers import lookup
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_reference_has_its_current_address_and_its_record():
    topic = make.published(make.topic())
    address = lookup.address_of(topic.reference)
    assert (address.address, lookup.record_at(address)) == (topic.slug, topic)


def test_a_withdrawn_reference_has_its_notice_and_an_unknown_one_none():
    topic = make.published(make.topic())
    withdraw([topic], reason="Erreur.")
    assert lookup.address_of(topic.reference).withdrawn_at
    with pytest.raises(Http404):
        lookup.address_of("AES-N-1999-001")


def test_a_record_comes_with_the_sources_that_its_page_cites():
    cited = {"evidence": [make.passage()]}
    topic, gap = make.topic(links=cited), make.gap(links=cited)
    make.published(topic, gap)
    for record in (topic, gap):
        found = lookup.as_on_its_page(record)
        assert (found.record, [citation.source for citation in found.sources]) == (
            record,
            [cited["evidence"][0].source],
        )
