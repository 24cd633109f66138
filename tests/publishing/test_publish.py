"""Publishing: what enters schema live, what is refused and in which words."""

import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from editions.models import Address, Change, ContentVersion, Edition
from institutions.models import Mandate, Organ, Place
from publishing.live import live_reading
from publishing.models import Publication
from publishing.publish import Refused, closure, publish, release
from publishing.snapshots import DESK, ids_by_type, take
from publishing.states import State, states
from summits.models import AgendaItem, Decision, Meeting, MeetingStep, Summit
from tests import factories as make

pytestmark = pytest.mark.django_db

A_STEP = " (étape de la réunion « Convoqué ») : ajoutez une étape qui le corrige."


def refusal_of(*records):
    """The refusal to publish these records; nothing must have changed."""
    version = ContentVersion.objects.current().number
    with pytest.raises(Refused) as refusal:
        publish(records)
    assert ContentVersion.objects.current().number == version
    return refusal.value


def live(queryset, column):
    with live_reading():
        return list(queryset.order_by(column).values_list(column, flat=True))


# What is published


def test_nothing_is_live_before_it_is_published():
    make.meeting()

    with live_reading():
        assert Meeting.objects.count() == 0


def test_record_is_live_with_its_parts_and_links_once_published():
    meeting = make.meeting(name_fr="Conseil")
    step = make.meeting_step(meeting)

    make.published(meeting)

    with live_reading():
        found = Meeting.objects.get()
        assert found.name_fr == "Conseil"
        assert [live_step.pk for live_step in found.steps.all()] == [step.pk]
        assert found.steps.get().evidence.get() == step.evidence.get()
    assert Edition.objects.get(record_id=meeting.pk).number == 1
    assert Change.objects.get(record_id=meeting.pk).action == Change.Action.PUBLISHED
    assert Address.objects.get(record_id=meeting.pk).address == meeting.slug


def test_edit_on_the_desk_is_not_live_until_published():
    meeting = make.published(make.meeting(name_fr="Avant"))
    meeting.name_fr = "Après"
    meeting.save()
    assert live(Meeting.objects, "name_fr") == ["Avant"]

    publish([meeting])

    assert live(Meeting.objects, "name_fr") == ["Après"]
    assert list(Edition.objects.filter(record_id=meeting.pk).values_list("number", flat=True)) == [1, 2]


def test_proxy_is_published_as_what_it_stands_for():
    summit = make.published(make.summit())

    assert Change.objects.get(record_id=summit.pk).record_type == "summits.meeting"
    with live_reading():
        assert Summit.objects.get() == Meeting.objects.get()


def test_vocabulary_is_published_without_address_edition_or_entry():
    place = make.published(make.place())

    with live_reading():
        assert Place.objects.get() == place
    assert not Edition.objects.exists()
    assert not Address.objects.exists()
    assert not Change.objects.exists()


def test_unchanged_record_is_left_alone():
    meeting = make.published(make.meeting())
    version = ContentVersion.objects.current()

    assert publish([meeting]) == version.number

    assert ContentVersion.objects.current().number == version.number
    assert Edition.objects.filter(record_id=meeting.pk).count() == 1
    assert Publication.objects.count() == 1


def test_base_column_in_another_language_is_no_change():
    meeting = make.published(make.meeting(name_fr="Conseil", name_en="Council"))

    with override("en"):
        Meeting.objects.get(pk=meeting.pk).save()

    publish([meeting])
    assert Edition.objects.filter(record_id=meeting.pk).count() == 1


def test_base_column_is_the_french_text_in_live():
    with override("en"):
        make.published(make.meeting(name_fr="Conseil", name_en="Council"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM live.summits_meeting")
        assert cursor.fetchall() == [("Conseil",)]


def test_account_of_the_publication_is_kept_on_the_desk():
    publish([make.organ()], note="Premier organe")

    account = Publication.objects.get()
    told = (account.action, account.by_id, account.by, account.submission, account.records, account.note)
    assert told == (Publication.Action.PUBLISHED, None, "", None, 1, "Premier organe")
    assert account.version == ContentVersion.objects.get().number


# Links that would lead nowhere


def test_refusal_names_what_is_missing_and_what_would_settle_it():
    organ = make.organ(name_fr="Collège")
    meeting = make.meeting(name_fr="Conseil", organ=organ)

    refusal = refusal_of(meeting)

    assert refusal.problems == ["Réunion « Conseil » renvoie à Organe « Collège », qui n’est pas en ligne."]
    assert refusal.missing == [organ]
    assert live(Meeting.objects, "name_fr") == []


def test_refusal_offers_all_that_must_go_together():
    source = make.source()
    passage = make.passage(source)
    parent = make.organ(links={"evidence": [passage]})
    organ = make.organ(parent=parent)
    meeting = make.meeting(organ=organ)

    refusal = refusal_of(meeting)
    publish([meeting, *refusal.missing])

    assert set(refusal.missing) == {source, parent, organ}
    assert states(Organ) == {parent.pk: State.LIVE, organ.pk: State.LIVE}


def test_roadmap_item_whose_decision_is_not_live_is_refused_clearly():
    decision = make.decision(name_fr="Banque")
    item = make.roadmap_item(name_fr="Créer la banque", links={"decisions": [decision]})
    make.published(item.pillar)

    refusal = refusal_of(item)

    assert refusal.problems == [
        "Point de la feuille de route « Créer la banque » renvoie à Décision « Banque », qui n’est pas en ligne."
    ]
    assert refusal.missing == [decision]


def test_link_of_a_part_to_a_part_names_its_record():
    passage = make.passage(make.source(title="Communiqué"), locator="L23")
    step = make.decision_step(make.decision(name_fr="Banque"), evidence=[passage])
    make.published(step.status)

    refusal = refusal_of(step.decision)

    assert refusal.problems == ["Décision « Banque » renvoie à Passage « Communiqué — L23 », qui n’est pas en ligne."]
    assert refusal.missing == [passage.source]


def test_new_part_of_a_live_record_brings_that_record():
    source = make.published(make.source())
    decision = make.decision(links={"evidence": [make.passage(source)]})

    assert closure([decision]) == [source, decision]
    assert refusal_of(decision).missing == [source]


def test_dropping_a_part_that_live_records_refer_to_is_refused():
    document = make.document(name_fr="Communiqué")
    point = make.point(document, number="", text_fr="Création")
    decision = make.published(make.decision(name_fr="Banque", links={"points": [point]}))
    decision.points.clear()
    point.delete()

    refusal = refusal_of(document)

    assert len(refusal.problems) == 1
    assert refusal.problems[0].startswith("Décision « Banque » est en ligne et renvoie à ")
    assert refusal.missing == [decision]
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


# Texts


def test_required_text_missing_in_french_is_refused():
    meeting = make.meeting(name_fr="Conseil", summary_fr="", summary_en="Summary")

    assert refusal_of(meeting).problems == ["Réunion « Conseil » : « résumé » manque en français."]


def test_text_in_another_language_only_is_refused():
    meeting = make.meeting(name_fr="Conseil", theme_en="Security")

    assert refusal_of(meeting).problems == ["Réunion « Conseil » : « thème » manque en français."]


def test_text_of_a_part_missing_in_french_is_refused():
    meeting = make.meeting(name_fr="Conseil")
    make.agenda_item(meeting, text_fr="", text_en="Security")

    assert refusal_of(meeting).problems == [
        "Réunion « Conseil » : « point » manque en français (point de l’ordre du jour)."
    ]


def test_required_text_without_languages_is_refused_when_empty():
    person = make.person(name="")

    problems = refusal_of(person).problems

    assert len(problems) == 1
    assert problems[0].endswith(" : « nom » est vide.")


def test_optional_text_missing_everywhere_is_accepted():
    make.published(make.meeting(theme_fr=""))


# Facts


def test_step_corrects_only_another_step_of_its_own_record():
    mine, theirs = make.decision_step(text_fr="Adoptée"), make.decision_step()
    for wrong in (theirs, mine):
        mine.corrects = wrong
        mine.save()

        problems = refusal_of(mine.decision, theirs.decision, mine.status).problems

        assert any("ne peut corriger qu’une autre étape" in problem for problem in problems)


def test_step_without_evidence_is_refused():
    step = make.decision_step(evidence=[], text_fr="Adoptée")
    make.published(step.status)

    problems = refusal_of(step.decision).problems

    assert len(problems) == 1
    assert "« Adoptée » n’a pas de preuve" in problems[0]


def test_search_without_result_needs_a_date_instead_of_evidence():
    absent = make.status("absent", family="absent")
    dated = make.decision_step(status_key="absent", evidence=[], occurred="2026-01")
    undated = make.decision_step(status_key="absent", evidence=[], occurred=None)
    make.published(absent)

    publish([dated.decision])

    assert len(refusal_of(undated.decision).problems) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("occurred", "2025-12-24", "date du fait"),
        ("stated_on", "2025-12-24", "date de l’énoncé"),
        ("foreseen", "2026", "date alors prévue"),
    ],
)
def test_published_fact_does_not_change(field, value, words):
    step = make.meeting_step(make.meeting(name_fr="Conseil"), text_fr="Convoqué")
    make.published(step.meeting)
    setattr(step, field, value)
    step.save()

    assert refusal_of(step.meeting).problems == [
        f"Réunion « Conseil » : « {words} » est un fait publié qui ne change plus{A_STEP}"
    ]


def test_published_step_is_not_removed():
    step = make.meeting_step(make.meeting(name_fr="Conseil"), text_fr="Convoqué")
    make.published(step.meeting)
    step.delete()

    assert refusal_of(step.meeting).problems == [f"Réunion « Conseil » : un fait publié ne se retire pas{A_STEP}"]


def test_wording_of_a_published_step_may_change():
    step = make.meeting_step()
    make.published(step.meeting)
    step.text_fr, step.text_en = "Mieux dit", "Better said"
    step.save()

    publish([step.meeting])

    assert live(MeetingStep.objects, "text_fr") == ["Mieux dit"]


def test_step_is_free_until_first_published():
    step = make.meeting_step()
    step.occurred = "2024"
    step.save()
    make.published(step.meeting)

    with live_reading():
        assert str(MeetingStep.objects.get().occurred) == "2024"


def test_part_without_frozen_facts_may_be_removed():
    item = make.agenda_item()
    make.published(item.meeting)
    item.delete()

    publish([item.meeting])

    assert live(AgendaItem.objects, "number") == []


# Constraints


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

    assert refusal_of(second).problems == ["Réunion : Cet organe a déjà une session de ce numéro à ce niveau."]


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

    assert refusal_of(item.meeting).problems == [
        "Point de l’ordre du jour : une partie vient d’une autre fiche en ligne ; publiez les deux ensemble."
    ]
    publish([before, item.meeting])


def forged(record, **columns):
    """A snapshot of the record with other values than the desk allows."""
    (shot,) = take(ids_by_type([record]), DESK).values()
    rows = shot.rows | {shot.record_type.row.name: [shot.rows[shot.record_type.row.name][0] | columns]}
    return {shot.key: replace(shot, text=json.dumps(rows))}


def test_broken_rule_is_told_in_the_words_of_the_model():
    meeting = make.meeting(name_fr="Secret")
    shots = forged(meeting, opens_at="2025-12-23T10:00Z", closes_at="2025-12-23T09:00Z")

    with pytest.raises(Refused) as refusal:
        release(shots, {}, [])

    assert refusal.value.problems == ["Réunion : La réunion se termine avant d’avoir commencé."]


def test_broken_rule_without_words_does_not_show_the_row():
    source = make.source(title="Secret")

    with pytest.raises(Refused) as refusal:
        release(forged(source, archive_sha256="no"), {}, [])

    assert refusal.value.problems == ["Source : la règle « source_archive_sha256 » n’est pas respectée."]


def test_missing_value_is_named_by_its_field():
    with pytest.raises(Refused) as refusal:
        release(forged(make.meeting(), level=None), {}, [])

    assert refusal.value.problems == ["Réunion : il manque « niveau »."]


def test_unknown_unique_value_is_named_by_its_fields():
    first, second = make.published(make.state("ML")), make.state("BF")
    type(first).objects.filter(pk=first.pk).update(code="NE")
    type(second).objects.filter(pk=second.pk).update(code="ML")

    assert refusal_of(second).problems == [
        "État membre : une autre fiche en ligne a déjà la même valeur pour « code ISO »."
    ]


def test_deleted_record_is_refused():
    meeting = make.meeting(name_fr="Conseil")
    Meeting.objects.all().delete()

    assert refusal_of(meeting).problems == ["Réunion « Conseil » n’existe plus."]


def test_all_problems_are_told_at_once():
    decision = make.decision(name_fr="Banque", organ=make.organ(name_fr="Collège"), text_en="Text")
    make.decision_step(decision, evidence=[], text_fr="Attendue")
    make.published(make.status("expected"))

    assert len(refusal_of(decision).problems) == 3


def test_refused_bundle_leaves_nothing():
    good, bad = make.decision(), make.decision(organ=make.organ())

    refusal_of(good, bad)

    assert live(Decision.objects, "reference") == []
    assert not Edition.objects.exists()
    assert not Change.objects.exists()


# Cost


def statements_to_publish(number):
    """How many statements the publication of so many decisions takes, with all that goes with them."""
    decisions = [make.decision(name_en="Bank", organ=make.organ()) for _ in range(number)]
    for decision in decisions:
        for key in ("expected", "adopted"):
            make.decision_step(decision, key)
    bundle = closure(decisions)
    with CaptureQueriesContext(connection) as publication:
        publish(bundle)
    return len(publication)


def test_statements_do_not_grow_with_the_number_of_records():
    one = statements_to_publish(1)
    four = statements_to_publish(4)

    assert four <= one


def test_refusal_does_not_cost_more_for_many_links(django_assert_max_num_queries):
    item = make.roadmap_item(links={"decisions": [make.decision() for _ in range(4)]})

    with django_assert_max_num_queries(80), pytest.raises(Refused) as refusal:
        publish([item])

    assert len(refusal.value.problems) == 5
