"""What may be amiss with what is followed: each check finds it, and nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from summits.health import open_items, silence_in_words
from tests import factories as make
from tests.findings import found

pytestmark = pytest.mark.django_db


def test_an_item_is_silent_once_its_latest_fact_is_old(settings):
    settings.SILENT_DAYS = 30
    today = timezone.localdate()
    old, new, closed, never = (make.roadmap_item() for _ in range(4))
    make.roadmap_step(old, occurred="2024-07-06")
    make.roadmap_step(old, make.status("not_found", family="absent").key, occurred=str(today))
    make.roadmap_step(new, occurred="2024-07-06")
    make.roadmap_step(new, occurred=str(today))
    make.roadmap_step(closed, make.status("done", is_terminal=True).key, occurred="2024-07-06")

    days = (today - date(2024, 7, 6)).days
    assert found("silence") == [(never, "aucun fait daté"), (old, f"sans fait nouveau depuis {days} jours")]


def test_a_deadline_is_past_once_the_last_one_announced_is():
    late, moved = make.roadmap_item(), make.roadmap_item()
    make.deadline(late, due="2025-12-23")
    make.deadline(moved, due="2025-12-23")
    make.deadline(moved, due="2999")
    assert found("echeances") == [(late, "échéance passée le 23\N{NO-BREAK SPACE}décembre\N{NO-BREAK SPACE}2025")]


def test_a_step_needs_evidence_unless_it_says_that_there_is_none():
    decision = make.decision()
    make.decision_step(decision, text_fr="Sans rien", evidence=[])
    make.decision_step(decision, make.status("not_found", family="absent").key, evidence=[])
    make.decision_step(decision)
    organ = make.organ()
    make.organ_step(organ, text_fr="Créé", evidence=[])
    assert sorted(found("preuves"), key=lambda pair: pair[1]) == [(organ, "Créé"), (decision, "Sans rien")]


def test_open_items_tell_the_day_of_their_latest_fact():
    item, closed = make.roadmap_item(), make.roadmap_item()
    make.roadmap_step(item, occurred="2024-07")
    make.roadmap_step(item, occurred=None, stated_on="2025-01-02")
    make.roadmap_step(closed, make.status("done", is_terminal=True).key)

    assert [(found.pk, found.told) for found in open_items()] == [(item.pk, date(2025, 1, 2))]


def test_silence_is_said_in_days():
    item = make.roadmap_item()
    item.told = timezone.localdate() - timedelta(days=12)
    assert "12 jours" in silence_in_words(item).replace("\N{NO-BREAK SPACE}", " ")
    item.told = None
    assert silence_in_words(item) == "aucun fait daté"
