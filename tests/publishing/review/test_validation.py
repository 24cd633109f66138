"""Faults of which editors are warned when they save, and which they mend before they submit."""

import pytest
from django.contrib.auth.models import User

from publishing.errors import Refused
from publishing.models import Submission
from publishing.review.submissions import submit
from publishing.review.validation import errors_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def faults_of(record) -> list[str]:
    return [fault for words in errors_of([record]).values() for fault in words]


def test_a_record_without_fault_has_none():
    decision = make.decision(decided="2025-12-23", as_of="2025-12-23")
    make.decision_step(decision, "adopted", stated_on="2025-12-24")
    make.decision_step(decision, make.status("expected", family="expected").key, occurred="2999")
    assert faults_of(decision) == []


@pytest.mark.parametrize("make_record", [lambda: make.organ(as_of="2999"), lambda: make.source(published_on="2999")])
def test_what_is_said_to_be_past_may_not_lie_ahead(make_record):
    (fault,) = faults_of(make_record())
    assert "est dans l’avenir (2999)" in fault


def test_a_step_may_not_be_stated_in_the_future():
    decision = make.decision()
    make.decision_step(decision, stated_on="2999-01-01")
    (fault,) = faults_of(decision)
    assert "Date de l’énoncé" in fault


def test_only_an_expectation_may_be_dated_in_the_future():
    decision = make.decision()
    make.decision_step(decision, make.status("done", family="done").key, occurred="2999", text_fr="Faite")
    assert faults_of(decision) == [
        "l’étape «\N{NO-BREAK SPACE}Faite\N{NO-BREAK SPACE}» est datée dans l’avenir, mais n’est pas une attente."
    ]


def test_a_decision_is_not_done_before_it_was_taken():
    decision = make.decision(decided="2025-12-23")
    make.decision_step(decision, make.status("done", family="done").key, occurred="2025-12-22", text_fr="Faite")
    (fault,) = faults_of(decision)
    assert "antérieure à la fiche" in fault


def test_a_rich_text_says_where_its_links_lead():
    organ = make.organ(summary_fr='<p>Voir <a href="https://example.org/">ici</a>.</p>')
    (fault,) = faults_of(organ)
    assert fault.startswith("«\N{NO-BREAK SPACE}Présentation")
    assert "les mots d’un lien ne disent pas où il mène" in fault


def test_two_records_of_the_same_title_and_date_are_perhaps_one():
    first = make.decision(name_fr="Créer la banque", decided="2025-12-23")
    second = make.decision(name_fr="Créer la banque", decided="2025-12-23")
    make.decision(name_fr="Créer la banque", decided="2024-07-06")
    (fault,) = faults_of(second)
    assert first.reference in fault


def test_what_has_a_fault_is_not_submitted_and_nothing_is_written():
    user = User.objects.create_user("auteur")
    decision = make.decision(name_fr="Créer la banque", as_of="2999")
    with pytest.raises(Refused, match="Créer la banque") as refusal:
        submit([decision], by=user, note="Nouvelle décision")
    assert "est dans l’avenir" in str(refusal.value)
    assert not Submission.objects.exists()
