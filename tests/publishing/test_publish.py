import pytest

from editions.models import Address, Change, ContentVersion, Edition
from publishing.live import live_reading
from publishing.publish import Refused, publish
from summits.models import Meeting
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_nothing_is_live_before_it_is_published():
    make.meeting()

    with live_reading():
        assert Meeting.objects.count() == 0


def test_meeting_is_live_once_published():
    meeting = make.meeting(name_fr="Conseil")
    step = make.meeting_step(meeting)

    make.published(meeting)

    with live_reading():
        live = Meeting.objects.get()
        assert live.name_fr == "Conseil"
        assert [s.pk for s in live.steps.all()] == [step.pk]
        assert live.steps.get().evidence.count() == 1
        assert ContentVersion.objects.current().number == 1
    assert Edition.objects.filter(record_id=meeting.pk).count() == 1
    assert Change.objects.of_record("summits.meeting", meeting.pk).get().action == "published"
    assert Address.objects.filter(record_type="summits.meeting").get().address == meeting.slug


def test_refusal_names_what_is_missing():
    organ = make.organ(name_fr="Collège")
    meeting = make.meeting(name_fr="Conseil", organ=organ)

    with pytest.raises(Refused) as refusal:
        publish([meeting])

    assert refusal.value.problems == ["Réunion « Conseil » renvoie à Organe « Collège », qui n’est pas en ligne."]
    assert refusal.value.missing == [organ]
