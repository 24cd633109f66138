"""Meetings and summits: their addresses, what they are filed under, and what machines are told."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from institutions.models import Status
from publishing.models import SCHEMA_ORG, Facets
from summits.models.meeting import Meeting, MeetingStep, Summit, event_status
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_summit_is_a_meeting_with_its_own_name_list_and_page():
    summit, meeting = Meeting(level="summit"), Meeting(level="council")

    assert [record.type_name for record in (summit, meeting)] == ["sommet", "réunion"]
    assert [record.list_view for record in (summit, meeting)] == ["summits:summit-list", "summits:meeting-list"]
    assert [record.detail_view for record in (summit, meeting)] == ["summits:summit-detail", "summits:meeting-detail"]


def test_summit_has_its_level_whatever_was_typed():
    summit = make.summit(level="council")
    make.meeting()

    assert (summit.level, list(Summit.objects.all())) == ("summit", [summit])


def test_meeting_is_filed_under_what_it_names():
    meeting = make.meeting(
        organ=make.organ(slug="college"), pillar=make.pillar("defense"), state=make.state("ML"), held="2025-12-23"
    )

    assert meeting.facets() == Facets(pillar="defense", organs=("college",), states=("ML",), year=2025)
    assert make.meeting(held=None).facets() == Facets()


def test_meeting_is_found_by_its_agenda():
    meeting = make.meeting(name_fr="Conseil", summary_fr="Résumé", theme_fr="La banque")
    make.agenda_item(meeting, text_fr="Les statuts")

    text = meeting.search_text("fr")

    assert (text.title, text.summary) == ("Conseil", "Résumé")
    assert [line for line in text.body.splitlines() if line] == ["La banque", "Les statuts"]


@pytest.mark.parametrize(
    ("key", "family", "status"),
    [
        ("cancelled", "stopped", "EventCancelled"),
        ("postponed", "stopped", "EventPostponed"),
        ("held", "done", "EventScheduled"),
        ("not_found", "absent", None),
        ("held", "disputed", None),
    ],
)
def test_event_takes_place_unless_cancelled_or_put_off(key, family, status):
    step = MeetingStep(status=Status(key=key, family=family))

    assert event_status(step) == (status and f"{SCHEMA_ORG}/{status}")
    assert event_status(None) is None


def test_event_is_told_to_the_hour_where_that_is_known():
    hours = [datetime(2025, 12, 22, hour, tzinfo=UTC) for hour in (9, 18)]
    dated = make.meeting(held="2025-12-22/2025-12-23").structured_data()
    timed = make.meeting(held="2025-12-22", opens_at=hours[0], closes_at=hours[1]).structured_data()

    assert (dated["startDate"], dated["endDate"]) == ("2025-12-22", "2025-12-23")
    assert (timed["startDate"], timed["endDate"]) == tuple(hour.isoformat() for hour in hours)
    assert make.meeting(held=None).structured_data()["startDate"] is None


def test_meetings_come_with_what_prepared_them(django_assert_num_queries):
    council = make.meeting(prepares=make.summit())
    make.meeting(prepares=council)

    (summit,) = Summit.objects.with_preparations().filter(level="summit")

    with django_assert_num_queries(0):
        assert [[len(one.preparations.all()) for one in summit.preparations.all()]] == [[1]]


def test_meeting_that_closes_before_it_opens_is_refused_in_words():
    meeting = make.meeting(opens_at=datetime(2025, 12, 22, tzinfo=UTC))
    meeting.closes_at = datetime(2025, 12, 21, tzinfo=UTC)

    with pytest.raises(ValidationError, match="se termine avant d’avoir commencé"):
        meeting.validate_constraints()
