"""Publishing: what enters schema live, what is refused and in which words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from editions.models import Address, Change, ContentVersion, Edition
from institutions.models import Place
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, closure, publish
from publishing.models import Publication
from summits.models import AgendaItem, Meeting, MeetingStep, Summit
from tests import factories as make
from tests.publishing.refusals import live, refusal_of

pytestmark = pytest.mark.django_db

A_STEP = " (étape de la réunion « Convoqué ») : ajoutez une étape qui le corrige."


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


# Texts


def test_required_text_missing_in_french_is_refused():
    meeting = make.meeting(name_fr="Conseil", summary_fr="", summary_en="Summary")

    assert refusal_of(meeting).errors == ["Réunion « Conseil » : « résumé » manque en français."]


def test_text_in_another_language_only_is_refused():
    meeting = make.meeting(name_fr="Conseil", theme_en="Security")

    assert refusal_of(meeting).errors == ["Réunion « Conseil » : « thème » manque en français."]


def test_text_of_a_part_missing_in_french_is_refused():
    meeting = make.meeting(name_fr="Conseil")
    make.agenda_item(meeting, text_fr="", text_en="Security")

    assert refusal_of(meeting).errors == [
        "Réunion « Conseil » : « point » manque en français (point de l’ordre du jour)."
    ]


def test_required_text_without_languages_is_refused_when_empty():
    person = make.person(name="")

    errors = refusal_of(person).errors

    assert len(errors) == 1
    assert errors[0].endswith(" : « nom » est vide.")


def test_optional_text_missing_everywhere_is_accepted():
    make.published(make.meeting(theme_fr=""))


# Facts


def test_step_corrects_only_another_step_of_its_own_record():
    mine, theirs = make.decision_step(text_fr="Adoptée"), make.decision_step()
    for wrong in (theirs, mine):
        mine.corrects = wrong
        mine.save()

        errors = refusal_of(mine.decision, theirs.decision, mine.status).errors

        assert any("ne peut corriger qu’une autre étape" in problem for problem in errors)


def test_step_without_evidence_is_refused():
    step = make.decision_step(evidence=[], text_fr="Adoptée")
    make.published(step.status)

    errors = refusal_of(step.decision).errors

    assert len(errors) == 1
    assert "« Adoptée » n’a pas de preuve" in errors[0]


def test_search_without_result_needs_a_date_instead_of_evidence():
    absent = make.status("absent", family="absent")
    dated = make.decision_step(status_key="absent", evidence=[], occurred="2026-01")
    undated = make.decision_step(status_key="absent", evidence=[], occurred=None)
    make.published(absent)

    publish([dated.decision])

    assert len(refusal_of(undated.decision).errors) == 1


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

    assert refusal_of(step.meeting).errors == [
        f"Réunion « Conseil » : « {words} » est un fait publié qui ne change plus{A_STEP}"
    ]


def test_published_step_is_not_removed():
    step = make.meeting_step(make.meeting(name_fr="Conseil"), text_fr="Convoqué")
    make.published(step.meeting)
    step.delete()

    assert refusal_of(step.meeting).errors == [f"Réunion « Conseil » : un fait publié ne se retire pas{A_STEP}"]


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

    assert len(refusal.value.errors) == 5
