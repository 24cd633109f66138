"""Everything about a record that readers do not see yet, to be submitted together."""

import pytest

from publishing.live.publish import closure, publish
from publishing.review.bundles import gathered
from publishing.review.submissions import submit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create(username="writer")


def test_what_refers_to_a_record_and_what_that_cites_belongs_to_it():
    meeting, source = make.meeting(), make.source()
    decision = make.decision(meeting=meeting)
    make.decision_step(decision, evidence=[make.passage(source)])
    make.decision()

    assert {meeting, decision, source} <= set(gathered(meeting))
    assert len([record for record in gathered(meeting) if isinstance(record, type(decision))]) == 1


def test_what_readers_see_as_it_is_stays_out_and_what_changed_is_in():
    meeting = make.meeting()
    same, changed = make.decision(meeting=meeting), make.decision(meeting=meeting)
    publish(closure([same, changed]))
    changed.name_fr = "Autre"
    changed.save()

    assert gathered(meeting) == [changed]


def test_what_awaits_a_decision_already_stays_out(writer):
    meeting = make.meeting()
    submit([meeting], by=writer, note="Nouvelle")

    assert meeting not in gathered(meeting)
