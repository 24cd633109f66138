"""Publication keeps the constraints of the live tables, and tells in words what breaks them."""

import json
from dataclasses import replace

import pytest

from editions.models import Change, Edition
from institutions.models import Mandate
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, publish, write_live
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from summits.models import AgendaItem, Decision, Meeting
from tests import factories as make
from tests.publishing.refusals import live, refusal_of

pytestmark = pytest.mark.django_db


def test_agenda_numbers_are_exchanged():
    meeting = make.meeting()
    first, second = make.agenda_item(meeting, number=1), make.agenda_item(meeting, number=2)
    make.published(meeting)
    AgendaItem.objects.filter(pk=first.pk).update(number=3)
    AgendaItem.objects.filter(pk=second.pk).update(number=1)
    AgendaItem.objects.filter(pk=first.pk).update(number=2)

    publish([meeting])

    with live_reading():
        assert list(AgendaItem.objects.order_by("number")) == [second, first]


def exchanged_numbers():
    """Two live sessions of an organ whose numbers were exchanged on the desk."""
    organ = make.organ()
    first, second = (make.meeting(organ=organ, number=number) for number in (1, 2))
    make.published(first, second)
    for meeting, number in ((first, 9), (second, 1), (first, 2)):
        Meeting.objects.filter(pk=meeting.pk).update(number=number)
    return first, second


def test_unique_values_are_exchanged_between_records_published_together():
    first, second = exchanged_numbers()

    publish([first, second])

    with live_reading():
        assert dict(Meeting.objects.values_list("pk", "number")) == {first.pk: 2, second.pk: 1}


def test_unique_value_of_another_live_record_is_refused_in_words():
    _first, second = exchanged_numbers()

    assert refusal_of(second).errors == ["Réunion : Cet organe a déjà une session de ce numéro à ce niveau."]


def test_periods_of_an_office_are_exchanged():
    office = make.office()
    first = make.mandate(office, started_on="2024-07-06", ended_on="2025-12-23")
    second = make.mandate(office, started_on="2025-12-23", ended_on=None)
    make.published(office)
    Mandate.objects.filter(pk=second.pk).update(started_on="2020-01-01", ended_on="2020-01-02")
    Mandate.objects.filter(pk=first.pk).update(started_on="2025-12-23", ended_on=None)
    Mandate.objects.filter(pk=second.pk).update(started_on="2024-07-06", ended_on="2025-12-23")

    publish([office])

    with live_reading():
        assert list(Mandate.objects.order_by("started_on")) == [second, first]


def test_part_moved_from_another_live_record_is_refused_in_words():
    item = make.agenda_item(number=1)
    make.published(item.meeting)
    item.meeting, before = make.meeting(), item.meeting
    item.save()

    assert refusal_of(item.meeting).errors == [
        "Point de l’ordre du jour : une partie vient d’une autre fiche en ligne ; publiez les deux ensemble."
    ]
    publish([before, item.meeting])


def forged(record, **columns):
    """A snapshot of the record with other values than the desk allows."""
    (shot,) = read_snapshots(ids_by_type([record]), DESK).values()
    rows = shot.rows | {shot.record_type.row.name: [shot.rows[shot.record_type.row.name][0] | columns]}
    return {shot.key: replace(shot, text=json.dumps(rows))}


def test_broken_rule_is_told_in_the_words_of_the_model():
    meeting = make.meeting(name_fr="Secret")
    shots = forged(meeting, opens_at="2025-12-23T10:00Z", closes_at="2025-12-23T09:00Z")

    with pytest.raises(Refused) as refusal:
        write_live(shots, {}, [])

    assert refusal.value.errors == ["Réunion : La réunion se termine avant d’avoir commencé."]


def test_broken_rule_without_words_does_not_show_the_row():
    source = make.source(title="Secret")

    with pytest.raises(Refused) as refusal:
        write_live(forged(source, archive_sha256="no"), {}, [])

    assert refusal.value.errors == ["Source : la règle « source_archive_sha256 » n’est pas respectée."]


def test_missing_value_is_named_by_its_field():
    with pytest.raises(Refused) as refusal:
        write_live(forged(make.meeting(), level=None), {}, [])

    assert refusal.value.errors == ["Réunion : il manque « niveau »."]


def test_unknown_unique_value_is_named_by_its_fields():
    first, second = make.published(make.state("ML")), make.state("BF")
    type(first).objects.filter(pk=first.pk).update(code="NE")
    type(second).objects.filter(pk=second.pk).update(code="ML")

    assert refusal_of(second).errors == [
        "État membre : une autre fiche en ligne a déjà la même valeur pour « code ISO »."
    ]


def test_deleted_record_is_refused():
    meeting = make.meeting(name_fr="Conseil")
    Meeting.objects.all().delete()

    assert refusal_of(meeting).errors == ["Réunion « Conseil » n’existe plus."]


def test_all_problems_are_told_at_once():
    decision = make.decision(name_fr="Banque", organ=make.organ(name_fr="Collège"), text_en="Text")
    make.decision_step(decision, evidence=[], text_fr="Attendue")
    make.published(make.status("expected"))

    assert len(refusal_of(decision).errors) == 3


def test_refused_bundle_leaves_nothing():
    good, bad = make.decision(), make.decision(organ=make.organ())

    refusal_of(good, bad)

    assert live(Decision.objects, "reference") == []
    assert not Edition.objects.exists()
    assert not Change.objects.exists()
