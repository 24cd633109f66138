"""A shape and a word for statuses, headlines, counts and pillars."""

import pytest

from institutions.headlines import Count
from institutions.templatetags.statuses import count_tag, pillar_tag, shape_of, standing_tag, status_tag
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_record_is_shown_where_it_stands_and_a_meeting_by_its_status():
    item, meeting = make.roadmap_item(), make.meeting()
    make.roadmap_step(item, "adopted", occurred="2025-12-23")
    make.status("held", name_fr="tenue", family="done")
    make.meeting_step(meeting, "held")

    assert "#progress" in standing_tag({}, item)
    assert "statut adopted, 23\N{NO-BREAK SPACE}déc.\N{NO-BREAK SPACE}2025" in standing_tag({}, item)
    assert "#done" in standing_tag({}, meeting)
    assert "tenue" in standing_tag({}, meeting)
    assert shape_of(item) == "progress"


def test_nothing_is_shown_of_what_is_not_known():
    organ = make.organ()

    assert (standing_tag({}, organ), shape_of(organ)) == ("", "")
    assert (status_tag({}, None), pillar_tag({}, None)) == ("", "")


def test_pillars_have_shapes_in_their_order_and_counts_their_number():
    assert "#p2" in pillar_tag({}, make.pillar("justice", position=8))
    assert "12 décidés" in count_tag(Count.DECIDED, 12)
    assert "#progress" in count_tag(Count.DECIDED, 12)
