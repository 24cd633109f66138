"""The state of records, by comparing the desk with what readers see."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from institutions.models import Organ, Pillar
from publishing.publish import publish, withdraw
from publishing.states import State, in_state, live_exists, states
from summits.models import Decision, Meeting, Summit
from tests import factories as make

pytestmark = pytest.mark.django_db


def state_of(record):
    return states(type(record), [record.pk])[record.pk]


def edit_row(decision):
    Decision.objects.filter(pk=decision.pk).update(text_en="Text", text_fr="Texte")


def edit_part(decision):
    decision.steps.update(text_en="Step")


def add_part(decision):
    make.decision_step(decision, "adopted")


def edit_links(decision):
    decision.amends.add(make.decision())


def edit_links_of_a_part(decision):
    decision.steps.get().evidence.add(make.passage())


def test_draft_becomes_live():
    decision = make.decision()
    assert state_of(decision) == State.DRAFT

    make.published(decision)

    assert state_of(decision) == State.LIVE


@pytest.mark.parametrize("edit", [edit_row, edit_part, add_part, edit_links, edit_links_of_a_part])
def test_any_edit_is_a_change(edit):
    decision = make.published(make.decision_step().decision)

    edit(decision)

    assert state_of(decision) == State.CHANGED


def save_in_english(decision):
    with override("en"):
        Decision.objects.get(pk=decision.pk).save()


def save_again(decision):
    decision.save()
    decision.steps.get().save()


def set_links_anew(decision):
    """The rows of the links get other numbers, and another order."""
    linked = list(decision.amends.all())
    decision.amends.clear()
    decision.amends.set(reversed(linked))


@pytest.mark.parametrize("edit", [save_in_english, save_again, set_links_anew])
def test_noise_is_no_change(edit):
    decision = make.decision(name_en="Bank", links={"amends": [make.decision(), make.decision()]})
    make.decision_step(decision)
    make.published(decision)

    edit(decision)

    assert state_of(decision) == State.LIVE


def test_withdrawn_record_says_so_until_it_is_published_again():
    decision = make.published(make.decision())

    withdraw([decision], reason="Erreur")
    assert state_of(decision) == State.WITHDRAWN

    publish([decision])
    assert state_of(decision) == State.LIVE


def test_vocabulary_has_states_too():
    pillar = make.published(make.pillar())
    Pillar.objects.update(name_en="Defence")

    assert states(Pillar) == {pillar.pk: State.CHANGED}


def test_proxy_has_the_states_of_what_it_stands_for():
    summit = make.published(make.summit())

    assert states(Summit) == states(Meeting) == {summit.pk: State.LIVE}


def test_states_take_one_statement(django_assert_num_queries):
    ids = [make.decision().pk for _ in range(3)]

    with django_assert_num_queries(1):
        assert states(Decision, ids) == dict.fromkeys(ids, State.DRAFT)


@pytest.mark.parametrize("state", State)
def test_queryset_is_filtered_by_state(state):
    records = {State.DRAFT: make.decision()}
    records[State.LIVE], records[State.CHANGED], records[State.WITHDRAWN] = (make.decision() for _ in range(3))
    publish([records[s] for s in (State.LIVE, State.CHANGED, State.WITHDRAWN)])
    edit_row(records[State.CHANGED])
    withdraw([records[State.WITHDRAWN]], reason="Erreur")

    found = in_state(Decision.objects.filter(reference__startswith="AES-D").order_by("slug"), state)

    assert list(found) == [records[state]]
    assert found.count() == 1


# Deleting


def test_live_record_is_not_deleted():
    organ = make.published(make.organ(name_fr="Collège"))

    with pytest.raises(ProtectedError) as refusal, transaction.atomic():
        organ.delete()
    assert refusal.value.args[0] == "Organe « Collège » est en ligne : retirez d’abord la fiche."


def test_live_record_is_not_deleted_among_others():
    organ = make.published(make.organ())

    with pytest.raises(ProtectedError), transaction.atomic():
        Organ.objects.all().delete()
    assert Organ.objects.get() == organ


def test_draft_and_withdrawn_record_are_deleted():
    draft, withdrawn = make.organ(), make.published(make.organ())
    withdraw([withdrawn], reason="Erreur")

    draft.delete()
    withdrawn.delete()

    assert not Organ.objects.exists()


def test_live_exists_whatever_the_desk_says():
    organ = make.published(make.organ())
    Organ.objects.update(name_fr="Autre")

    assert live_exists(organ)
    assert not live_exists(make.organ())
