"""Corrections of typography are proposed text by text, and applied where they still hold."""

import pytest

from publishing.history.revisions import keep_revision
from publishing.history.translation_status import behind_by
from publishing.typography.proposals import correct, proposals, snapshot_of
from summits.models import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create(username="editor")


@pytest.fixture
def decision():
    decision = make.decision(name_fr="L'un", name_en="It's", text_fr="Déjà l’autre", text_en="Text")
    keep_revision(decision)
    return decision


def keys(decision, *languages):
    return [proposal.key for proposal in proposals(snapshot_of(decision), languages)]


def test_only_texts_that_would_change_in_these_languages_are_proposed(decision):
    (proposal,) = proposals(snapshot_of(decision), ["fr", "ar"])

    assert (proposal.column, proposal.before, proposal.after) == ("name_fr", "L'un", "L’un")
    assert proposal.field.name == "name_fr"
    assert len(proposals(snapshot_of(decision))) == 2


def test_what_would_be_too_long_is_left_alone():
    longest = Decision._meta.get_field("name_fr").max_length
    fitting, full = (make.decision(name_fr=f"Oui! {'a' * (length - 5)}") for length in (longest - 1, longest))

    assert [len(proposals(snapshot_of(decision))) for decision in (fitting, full)] == [1, 0]


def test_what_is_chosen_is_corrected_and_its_translation_stays_up_to_date(decision, editor):
    count, before = correct(decision, keys(decision, "fr"), languages=["fr"], by=editor)

    decision.refresh_from_db()
    assert (count, before.number, decision.name_fr, decision.name_en) == (1, 1, "L’un", "It's")
    assert behind_by(Decision, [decision.pk]) == {}


def test_text_that_has_changed_since_is_not_corrected(decision, editor):
    chosen = keys(decision, "fr", "en")
    Decision.objects.filter(pk=decision.pk).update(name_fr="L'autre")

    count, _before = correct(decision, chosen, languages=["fr", "en"], by=editor)

    decision.refresh_from_db()
    assert (count, decision.name_fr, decision.name_en) == (1, "L'autre", "It’s")
