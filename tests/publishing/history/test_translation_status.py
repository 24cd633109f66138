"""How far translations are behind the French, from the history of records, on the desk and for readers."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions.models import TranslationLag
from publishing.history.revisions import authors_since_publication, keep_revision, restore, versions
from publishing.history.translation_status import Extent, behind_by, confirm, extents
from publishing.live.publish import publish, withdraw
from publishing.snapshots import LIVE, ids_by_type, read_snapshots
from summits.models import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(db):
    return User.objects.create_user("traductrice")


def translated(**texts):
    """A decision as first saved, in French and English."""
    decision = make.decision(name_fr="Un", name_en="One", **texts)
    keep_revision(decision)
    return decision


def saved(record, **texts):
    """The record saved with these texts."""
    for name, text in texts.items():
        setattr(record, name, text)
    record.save()
    keep_revision(record)
    return record


def behind(record, language="en"):
    return behind_by(type(record)).get(record.pk, {}).get(language, 0)


def test_translation_made_with_its_french_is_not_behind():
    assert behind(translated()) == 0


def test_change_of_the_french_leaves_the_translation_behind():
    assert behind(saved(translated(), name_fr="Deux")) == 1


def test_saves_towards_one_publication_are_one_change():
    decision = saved(translated(), name_fr="Deux")

    assert behind(saved(decision, name_fr="Trois")) == 1


def test_each_published_change_counts():
    decision = make.published(translated())
    publish([saved(decision, name_fr="Deux")])
    publish([saved(decision, name_fr="Trois")])

    assert behind(decision) == 2
    assert behind(saved(decision, name_fr="Quatre")) == 3


def test_changes_of_several_texts_in_one_publication_are_one():
    decision = make.published(translated(text_fr="Texte", text_en="Text"))
    saved(decision, name_fr="Deux")

    assert behind(saved(decision, text_fr="Autre texte")) == 1


def test_change_of_what_is_not_translated_leaves_nothing_behind():
    decision = translated(text_fr="Texte")

    assert behind(saved(decision, text_fr="Autre texte")) == 0
    assert behind(saved(decision, decided="2025-12-23")) == 0


def test_translation_touched_again_catches_up():
    decision = saved(translated(), name_fr="Deux")

    assert behind(saved(decision, name_en="Two")) == 0


def test_other_language_does_not_catch_up():
    decision = saved(translated(name_ar="واحد"), name_fr="Deux")
    saved(decision, name_en="Two")

    assert (behind(decision, "en"), behind(decision, "ar")) == (0, 1)


def test_french_put_back_as_it_was_leaves_nothing_behind():
    decision = saved(translated(), name_fr="Deux")

    assert behind(saved(decision, name_fr="Un")) == 0


def test_texts_of_parts_count():
    decision = make.decision(name_fr="Un", name_en="One")
    step = make.decision_step(decision, text_fr="Annoncée", text_en="Announced")
    keep_revision(decision)
    step.text_fr = "Annoncée à Bamako"
    step.save()
    keep_revision(decision)

    assert behind(decision) == 1


def test_translation_removed_is_missing_and_not_behind():
    decision = saved(translated(), name_fr="Deux")

    assert behind(saved(decision, name_en="")) == 0


def test_translation_found_right_is_no_longer_behind(translator):
    decision = saved(translated(), name_fr="Un, corrigé")
    confirm(decision, "en", by=translator)

    assert behind(decision) == 0
    assert (versions(decision)[0].action, versions(decision)[0].by) == ("confirmed", "traductrice")
    assert behind(saved(decision, name_fr="Deux")) == 1


def test_translation_found_right_in_one_language_stays_behind_in_another(translator):
    decision = saved(translated(name_ar="واحد"), name_fr="Deux")
    confirm(decision, "en", by=translator)

    assert (behind(decision, "en"), behind(decision, "ar")) == (0, 1)


def test_translation_of_an_earlier_french_is_behind_at_once():
    decision = translated(text_fr="Texte")
    saved(decision, text_fr="Autre texte")
    decision.text_en = "Text"
    decision.save()
    keep_revision(decision, action="late", note="en")

    assert behind(decision) == 1


def test_version_put_back_is_as_far_behind_as_it_was(translator):
    decision = saved(translated(), name_fr="Deux")
    saved(decision, name_fr="Trois", name_en="Three")

    restore(versions(decision).get(number=2), by=translator)

    assert behind(decision) == 1


def test_extents_count_the_texts_of_records_and_parts():
    decision = make.decision(name_fr="Un", name_en="One", text_fr="Texte")
    make.decision_step(decision, text_fr="Annoncée", text_en="Announced")

    assert extents(Decision, [decision.pk])[decision.pk] == {"en": Extent(2, 3), "ar": Extent(0, 3)}


@pytest.mark.parametrize("count", [1, 3])
def test_lag_of_a_list_costs_one_statement(count):
    decisions = [saved(translated(), name_fr="Deux") for _n in range(count)]

    with CaptureQueriesContext(connection) as queries:
        assert len(behind_by(Decision, [decision.pk for decision in decisions])) == count

    assert len(queries) == 1


# What readers are told


def told(record, language="en"):
    return TranslationLag.objects.changes(record, language)


def test_readers_are_told_of_the_lag_of_what_they_see():
    decision = make.published(translated())
    saved(decision, name_fr="Deux")

    assert told(decision) == 0
    publish([decision])
    assert told(decision) == 1


def test_translation_published_is_told_no_more():
    decision = make.published(translated())
    publish([saved(decision, name_fr="Deux")])
    publish([saved(decision, name_en="Two")])

    assert told(decision) == 0


def test_french_drafts_are_not_told():
    decision = make.published(translated())
    publish([saved(decision, name_fr="Deux")])
    saved(decision, name_fr="Trois")
    publish([make.decision()])

    assert told(decision) == 1


def test_translation_found_right_is_told_at_the_next_publication(translator):
    decision = make.published(translated())
    publish([saved(decision, name_fr="Deux")])
    confirm(decision, "en", by=translator)

    publish([make.decision()])

    assert told(decision) == 0


def test_withdrawn_record_is_told_of_no_more():
    decision = make.published(translated())
    publish([saved(decision, name_fr="Deux")])

    withdraw([decision], reason="Erreur")

    assert not TranslationLag.objects.exists()


def test_who_found_a_translation_right_may_approve(translator):
    decision = make.published(translated())
    saved(decision, name_fr="Deux")
    confirm(decision, "en", by=translator)

    assert (
        authors_since_publication(read_snapshots(ids_by_type([decision]), LIVE), [("summits.decision", decision.pk)])
        == {}
    )
