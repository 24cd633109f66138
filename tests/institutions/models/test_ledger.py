"""Ledgers: what stands, what a step takes the place of, and what keeps a step from being published."""

from datetime import date

import pytest

from institutions.models.ledger import uncorrected
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(db):
    return make.decision()


def test_a_corrected_step_and_a_partial_one_do_not_stand(decision):
    wrong = make.decision_step(decision, "adopted", occurred="2025-12-23")
    right = make.decision_step(decision, "announced", occurred="2025-07", corrects=wrong)
    part = make.decision_step(decision, "in_force", occurred="2026", scope_fr="Une partie")

    assert decision.ledger.current() == right
    assert set(uncorrected(decision.steps.all())) == {right, part}


def test_a_step_less_far_than_what_stood_takes_no_place(decision):
    make.decision_step(decision, "announced", occurred="2025-01")
    adopted = make.decision_step(decision, "adopted", occurred="2025-02")
    lesser = make.decision_step(decision, "prepared", occurred="2025-03")
    ledger = decision.ledger

    assert ledger.status_before(adopted).key == "announced"
    assert ledger.status_before(lesser) is None


def test_a_step_without_evidence_and_a_search_without_a_day_are_refused(decision):
    make.status("not_found", family="absent")
    make.decision_step(decision, "adopted", text_fr="Adopté", evidence=[])
    make.decision_step(decision, "not_found", text_fr="Cherché", occurred=None)

    errors = " ".join(decision.ledger.errors())

    assert "« Adopté » n’a pas de preuve" in errors.replace("\u00a0", " ")
    assert "« Cherché » dit qu’aucune trace n’a été trouvée" in errors.replace("\u00a0", " ")


def test_a_step_corrects_only_another_of_its_record(decision):
    elsewhere = make.decision_step(make.decision())
    step = make.decision_step(decision, "adopted", corrects=elsewhere)

    assert not decision.ledger.may_correct(step)
    assert len(decision.ledger.errors()) == 1


def test_what_is_done_is_dated_neither_in_the_future_nor_before_its_record(decision):
    make.status("adopted", family="done")
    step = make.decision_step(decision, "adopted", occurred="2025-02-01")
    later = make.decision_step(decision, "adopted", occurred="2999")

    assert step.date_faults(date(2025, 2, 1)) == []
    assert "antérieure à la fiche" in step.date_faults(date(2025, 3, 1))[0]
    assert "dans l’avenir" in later.date_faults(None)[0]
