"""The state of records, by comparing the desk with what readers see."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import override

from editions.models import Edition
from institutions.models import Organ, Pillar
from publishing.history.revisions import delete, deleted, restore
from publishing.live.publish import publish, withdraw
from publishing.models import Submission
from publishing.review.scheduler import note_failure
from publishing.review.submissions import approve, refuse, submit
from publishing.review.workflow_state import (
    PublicationStatus,
    StatusDetails,
    counts,
    in_state,
    live_exists,
    publication_status,
    publication_statuses,
)
from summits.models import Decision, Meeting, Summit
from tests import factories as make

pytestmark = pytest.mark.django_db


def state_of(record):
    return publication_statuses(type(record), [record.pk])[record.pk]


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
    assert state_of(decision) == PublicationStatus.DRAFT

    make.published(decision)

    assert state_of(decision) == PublicationStatus.LIVE


@pytest.mark.parametrize("edit", [edit_row, edit_part, add_part, edit_links, edit_links_of_a_part])
def test_any_edit_is_a_change(edit):
    decision = make.published(make.decision_step().decision)

    edit(decision)

    assert state_of(decision) == PublicationStatus.CHANGED


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

    assert state_of(decision) == PublicationStatus.LIVE


def test_withdrawn_record_says_so_until_it_is_published_again():
    decision = make.published(make.decision())

    withdraw([decision], reason="Erreur")
    assert state_of(decision) == PublicationStatus.WITHDRAWN

    publish([decision])
    assert state_of(decision) == PublicationStatus.LIVE


def test_vocabulary_has_states_too():
    pillar = make.published(make.pillar())
    Pillar.objects.update(name_en="Defence")

    assert publication_statuses(Pillar) == {pillar.pk: PublicationStatus.CHANGED}


def test_proxy_has_the_states_of_what_it_stands_for():
    summit = make.published(make.summit())

    assert publication_statuses(Summit) == publication_statuses(Meeting) == {summit.pk: PublicationStatus.LIVE}


def test_states_take_one_statement(django_assert_num_queries):
    ids = [make.decision().pk for _ in range(3)]

    with django_assert_num_queries(1):
        assert publication_statuses(Decision, ids) == dict.fromkeys(ids, PublicationStatus.DRAFT)


@pytest.fixture
def asked(django_user_model):
    """Submits records, and goes on to a state with them."""
    writer, reviewer = (django_user_model.objects.create(username=name) for name in ("writer", "reviewer"))

    def ask(record, state=PublicationStatus.SUBMITTED):
        submission = submit([record], by=writer, note="Mise à jour")
        if state == PublicationStatus.APPROVED:
            approve(submission, by=reviewer)
        elif state != PublicationStatus.SUBMITTED:
            approve(submission, by=reviewer, due_at=timezone.now() + timedelta(hours=1), zone="Africa/Bamako")
        if state == PublicationStatus.FAILED:
            note_failure(Submission.objects.get(pk=submission.pk), "La fiche a changé.")
        return submission

    return ask


PENDING = (
    PublicationStatus.SUBMITTED,
    PublicationStatus.APPROVED,
    PublicationStatus.SCHEDULED,
    PublicationStatus.FAILED,
)


@pytest.fixture
def one_of_each(asked, django_user_model):
    """A decision in each state, by state."""
    records = {state: make.decision() for state in PublicationStatus}
    publish([records[s] for s in (PublicationStatus.LIVE, PublicationStatus.CHANGED, PublicationStatus.WITHDRAWN)])
    edit_row(records[PublicationStatus.CHANGED])
    withdraw([records[PublicationStatus.WITHDRAWN]], reason="Erreur")
    for state in PENDING:
        asked(records[state], state)
    delete([records[PublicationStatus.BINNED]], by=django_user_model.objects.get(username="writer"))
    return records


@pytest.mark.parametrize("state", [state for state in PublicationStatus if state != PublicationStatus.BINNED])
def test_queryset_is_filtered_by_state(one_of_each, state):
    found = in_state(Decision.objects.filter(reference__startswith="AES-D").order_by("slug"), state)

    assert list(found) == [one_of_each[state]]
    assert found.count() == 1


def test_all_states_are_counted_in_one_statement(one_of_each, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert counts(Decision) == dict.fromkeys(PublicationStatus, 1)


def test_live_record_whose_changes_are_submitted_says_both(asked):
    decision = make.published(make.decision())
    edit_row(decision)
    submission = asked(decision)

    published_at = Edition.objects.get(record_id=decision.pk).published_at
    where = StatusDetails(PublicationStatus.SUBMITTED, True, False, True, submission.pk, published_at)
    assert publication_status(Decision) == {decision.pk: where}


def test_decided_submission_leaves_the_state_that_readers_see(asked, django_user_model):
    decision = make.decision()
    refuse(asked(decision), by=django_user_model.objects.get(username="reviewer"), comment="Sans source")

    assert state_of(decision) == PublicationStatus.DRAFT


def test_restored_record_is_no_longer_in_the_bin(one_of_each, django_user_model):
    writer = django_user_model.objects.get(username="writer")

    restore(deleted(["summits.decision"])[0], by=writer)

    assert (counts(Decision)[PublicationStatus.BINNED], counts(Decision)[PublicationStatus.DRAFT]) == (0, 2)


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
