import datetime

import pytest
from django.utils import timezone

from publishing.models import path_in
from tests import factories as make
from tests.reading import page, section

pytestmark = pytest.mark.django_db


# A summit


def test_what_was_expected_is_told_apart_from_what_was_decided(client):
    summit = make.summit()
    make.status("expected", family="expected")
    expected = make.decision(name_fr="Attendue", modality_fr="devrait", meeting=summit)
    make.decision_step(expected, "expected", occurred="2025-12-01")
    taken = make.decision(name_fr="Prise", meeting=summit, decided="2025-12-23")
    make.decision_step(taken, "adopted")
    make.published(summit, expected, taken)

    table = section(page(client, path_in(summit, "fr")), "Ce qui était attendu, ce qui a été constaté")
    before, _heading, after = table.partition("Prises par la réunion")

    assert "Attendue</a>" in before
    assert "devrait" in before
    assert "aucune étape enregistrée" in before
    assert "Prise</a>" in after
    assert "statut adopted" in after


def test_the_outcome_of_an_expected_decision_is_never_its_announcement(client):
    summit = make.summit()
    decision = make.decision(name_fr="Attendue", modality_fr="prévu", meeting=summit)
    make.status("expected", family="expected")
    make.status("not_found", family="absent")
    make.decision_step(decision, "expected", occurred="2025-12-01")
    make.decision_step(decision, "not_found", occurred=None, stated_on="2026-03-04", evidence=[])
    make.published(summit, decision)

    table = section(page(client, path_in(summit, "fr")), "Ce qui était attendu, ce qui a été constaté")

    assert "statut not_found" in table
    assert "statut expected" not in table


def test_a_correction_back_to_expected_leaves_no_outcome(client):
    summit = make.summit()
    decision = make.decision(name_fr="Attendue", modality_fr="prévu", meeting=summit)
    make.status("expected", family="expected")
    wrong = make.decision_step(decision, "adopted", occurred="2025-12-23")
    make.decision_step(decision, "expected", occurred="2025-12-23", corrects=wrong)
    make.published(summit, decision)

    table = section(page(client, path_in(summit, "fr")), "Ce qui était attendu, ce qui a été constaté")

    assert "statut adopted" not in table
    assert "aucune étape enregistrée" in table


# The ledger


def test_days_of_silence_are_counted_from_the_latest_fact_of_an_open_item(client):
    item = make.roadmap_item()
    make.roadmap_step(item, "begun", occurred=timezone.localdate() - datetime.timedelta(days=12))
    make.published(item)
    assert "depuis 12 jours" in page(client, path_in(item, "fr"))


def test_a_search_without_result_breaks_no_silence(client):
    item = make.roadmap_item()
    make.status("absent", family="absent")
    make.roadmap_step(item, "begun", occurred=timezone.localdate() - datetime.timedelta(days=12))
    make.roadmap_step(item, "absent", stated_on=timezone.localdate())
    make.published(item)
    assert "depuis 12 jours" in page(client, path_in(item, "fr"))


def test_a_fact_dated_by_this_year_only_leaves_no_silence_to_count(client):
    item = make.roadmap_item()
    make.roadmap_step(item, "begun", occurred=str(timezone.localdate().year + 1))
    make.published(item)
    assert "Aucun fait nouveau" not in page(client, path_in(item, "fr"))


def test_a_closed_item_is_not_silent(client):
    item = make.roadmap_item()
    make.status("done", is_terminal=True)
    make.roadmap_step(item, "done", occurred="2025-01-01")
    make.published(item)
    assert "Aucun fait nouveau" not in page(client, path_in(item, "fr"))
