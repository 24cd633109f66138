import datetime
import re

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
    make.decision_step(decision, "not_found", occurred=None, stated_on="2026-03-04", grade="observed", evidence=[])
    make.published(summit, decision)

    table = section(page(client, path_in(summit, "fr")), "Ce qui était attendu, ce qui a été constaté")

    assert "recherché sans trace au 4\xa0mars\xa02026" in table
    assert "aucune étape enregistrée" not in table


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


def test_announcements_and_searches_without_result_stand_apart_from_what_happened(client):
    item = make.roadmap_item()
    make.status("announced", family="expected")
    make.status("not_found", family="absent")
    make.roadmap_step(item, "announced", text_fr="Annonce", occurred="2025-01")
    make.roadmap_step(item, "adopted", text_fr="Adoption", occurred="2025-02")
    make.roadmap_step(item, "not_found", text_fr="Rien trouvé", occurred=None, stated_on="2026-03-04", evidence=[])
    make.published(item)
    text = page(client, path_in(item, "fr"))

    found = {
        title: re.findall(r"Annonce|Adoption|Rien trouvé", section(text, title))
        for title in ("Ce qui était annoncé", "Ce qui s’est passé", "Ce que l’on ne sait pas")
    }

    assert found == {
        "Ce qui était annoncé": ["Annonce"],
        "Ce qui s’est passé": ["Adoption"],
        "Ce que l’on ne sait pas": ["Rien trouvé"],
    }


def watched_until(day):
    return make.check(looked_on=day, covers_until=day)


def test_days_of_silence_are_counted_from_the_latest_fact_to_the_last_day_watched(client):
    item, today = make.roadmap_item(), timezone.localdate()
    make.roadmap_step(item, "begun", occurred=today - datetime.timedelta(days=12))
    make.published(item, watched_until(today - datetime.timedelta(days=2)))

    text = page(client, path_in(item, "fr"))

    assert "aucun fait nouveau depuis 10 jours au" in text
    assert "non suivi depuis le" in text


def test_a_search_without_result_breaks_no_silence(client):
    item, today = make.roadmap_item(), timezone.localdate()
    make.status("not_found", family="absent")
    make.roadmap_step(item, "begun", occurred=today - datetime.timedelta(days=12))
    make.roadmap_step(item, "not_found", stated_on=today, grade="observed")
    make.published(item, watched_until(today))
    assert "depuis 12 jours" in page(client, path_in(item, "fr"))


def test_without_a_look_nothing_is_said_of_silence(client):
    item = make.roadmap_item()
    make.roadmap_step(item, "begun", occurred=timezone.localdate() - datetime.timedelta(days=300))
    make.published(item)

    text = page(client, path_in(item, "fr"))

    assert "aucun fait nouveau depuis" not in text
    assert "non suivi depuis le" in text


def test_a_look_at_one_pillar_tells_of_that_one_alone(client):
    today = timezone.localdate()
    watched, other = (make.roadmap_item(pillar=make.pillar(key)) for key in ("defense", "justice"))
    for item in (watched, other):
        make.roadmap_step(item, "begun", occurred=today - datetime.timedelta(days=12))
    look = make.check(scope="pillar", pillar=watched.pillar, looked_on=today, covers_until=today)
    make.published(watched, other, look)

    assert "aucun fait nouveau depuis 12 jours" in page(client, path_in(watched, "fr"))
    assert "aucun fait nouveau depuis" not in page(client, path_in(other, "fr"))


def test_a_closed_item_is_not_silent(client):
    item, today = make.roadmap_item(), timezone.localdate()
    make.roadmap_step(item, "effective", occurred="2025-01-01")
    make.published(item, watched_until(today))
    assert "aucun fait nouveau depuis" not in page(client, path_in(item, "fr"))
