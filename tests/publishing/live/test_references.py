"""Publication refuses links that would lead nowhere, and says what must go together."""

import pytest

from institutions.models import Organ
from publishing.live.publish import publish
from publishing.live.references import closure
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from summits.models import Meeting
from tests import factories as make
from tests.publishing.refusals import live, refusal_of

pytestmark = pytest.mark.django_db


def test_refusal_names_what_is_missing_and_what_would_settle_it():
    organ = make.organ(name_fr="Collège")
    meeting = make.meeting(name_fr="Conseil", organ=organ)

    refusal = refusal_of(meeting)

    assert refusal.errors == ["Réunion « Conseil » renvoie à Organe « Collège », qui n’est pas en ligne."]
    assert refusal.required_records == [organ]
    assert live(Meeting.objects, "name_fr") == []


def test_refusal_offers_all_that_must_go_together():
    source = make.source()
    passage = make.passage(source)
    parent = make.organ(links={"evidence": [passage]})
    organ = make.organ(parent=parent)
    meeting = make.meeting(organ=organ)

    refusal = refusal_of(meeting)
    publish([meeting, *refusal.required_records])

    assert set(refusal.required_records) == {source, parent, organ}
    assert publication_statuses(Organ) == {parent.pk: PublicationStatus.LIVE, organ.pk: PublicationStatus.LIVE}


def test_roadmap_item_whose_decision_is_not_live_is_refused_clearly():
    decision = make.decision(name_fr="Banque")
    item = make.roadmap_item(name_fr="Créer la banque", links={"decisions": [decision]})
    make.published(item.pillar)

    refusal = refusal_of(item)

    assert refusal.errors == [
        "Point de la feuille de route « Créer la banque » renvoie à Décision « Banque », qui n’est pas en ligne."
    ]
    assert refusal.required_records == [decision]


def test_link_of_a_part_to_a_part_names_its_record():
    passage = make.passage(make.source(title="Communiqué"), locator="L23")
    step = make.decision_step(make.decision(name_fr="Banque"), evidence=[passage])
    make.published(step.status)

    refusal = refusal_of(step.decision)

    assert refusal.errors == ["Décision « Banque » renvoie à Passage « Communiqué — L23 », qui n’est pas en ligne."]
    assert refusal.required_records == [passage.source]


def test_new_part_of_a_live_record_brings_that_record():
    source = make.published(make.source())
    decision = make.decision(links={"evidence": [make.passage(source)]})

    assert closure([decision]) == [source, decision]
    assert refusal_of(decision).required_records == [source]


def test_dropping_a_part_that_live_records_refer_to_is_refused():
    document = make.document(name_fr="Communiqué")
    point = make.point(document, number="", text_fr="Création")
    decision = make.published(make.decision(name_fr="Banque", links={"points": [point]}))
    decision.points.clear()
    point.delete()

    refusal = refusal_of(document)

    assert len(refusal.errors) == 1
    assert refusal.errors[0].startswith("Décision « Banque » est en ligne et renvoie à ")
    assert refusal.required_records == [decision]
    publish([document, decision])


def test_unchanged_record_among_changed_ones_stays_where_it_is():
    organ = make.organ()
    meeting = make.published(make.meeting(organ=organ))
    Meeting.objects.update(name_fr="Autre")

    publish([organ, meeting])

    assert live(Organ.objects, "pk") == [organ.pk]


def test_closure_leaves_out_what_is_live_already():
    organ = make.published(make.organ())
    meeting = make.meeting(organ=organ)

    assert closure([meeting]) == [meeting]


def test_closure_goes_through_a_circle():
    first, second = make.meeting(), make.meeting()
    Meeting.objects.filter(pk=first.pk).update(follows=second)
    Meeting.objects.filter(pk=second.pk).update(prepares=first)

    assert set(closure([first])) == {first, second}
    publish(closure([first]))


def test_closure_is_ordered_sources_first():
    item = make.roadmap_step(status_key="announced").item

    labels = [record._meta.label for record in closure([item])]

    assert labels == ["sources.Source", "institutions.Pillar", "institutions.Status", "summits.RoadmapItem"]
