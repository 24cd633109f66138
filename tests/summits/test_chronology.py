"""Every dated fact that some record carries."""

import re

import pytest

from summits.chronology import STREAMS, facts_of, months_of, streams_of, years
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_a_step_corrected_since_is_no_fact(client):
    item = make.roadmap_item()
    wrong = make.roadmap_step(item, text_fr="Par erreur", occurred="2025-02")
    make.roadmap_step(item, text_fr="En fait", occurred="2025-03", corrects=wrong)
    make.published(item)

    assert re.findall("Par erreur|En fait", page(client, "/fr/chronologie/?annee=2025")) == ["En fait"]


def test_the_date_of_a_cancelled_meeting_stands_with_its_status(client):
    meeting = make.meeting(name_fr="Le conseil", held="2025-11-26")
    make.meeting_step(meeting, "cancelled", occurred="2025-11-20", text_fr="Reportée sine die")
    make.published(meeting)

    lines = page(client, "/fr/chronologie/?annee=2025").partition('<ol class="ledger">')[2].split("</li>")

    assert [("statut cancelled" in line, "Reportée" in line) for line in lines[:2]] == [(True, True), (True, False)]


def test_a_search_without_result_is_no_event(client):
    make.status("not_found", family="absent")
    step = make.roadmap_step(None, "not_found", text_fr="Rien trouvé", evidence=[])
    make.published(step.item)
    assert "Rien trouvé" not in page(client, "/fr/chronologie/")


@pytest.fixture
def dated():
    """A milestone of a day, one of a year, and a step of a pillar in a state; no two in one month."""
    make.milestone(name_fr="Un jalon", occurred="2025-03-04")
    make.milestone(name_fr="Une année", occurred="2025")
    make.roadmap_step(
        make.roadmap_item(pillar=make.pillar("defense")), text_fr="Étape", occurred="2025-02", state=make.state("NE")
    )
    make.decision(decided="2023")


def told(**asked):
    facts = facts_of(2025, language="fr", **asked)
    return [getattr(fact.entry, f"{fact.text_field}_fr") for fact in facts]


def test_facts_of_a_year_or_month_stand_in_order(dated):
    assert told() == ["Une année", "Étape", "Un jalon"]
    assert told(month=3) == ["Un jalon"]
    assert facts_of(2024, language="fr") == facts_of(2025, language="en") == []


def test_facts_are_narrowed_by_kind_pillar_and_state(dated):
    assert told(kind="jalons") == ["Une année", "Un jalon"]
    assert told(pillar="defense") == told(state="NE") == ["Étape"]
    assert told(kind="jalons", state="NE") == told(kind="inconnu") == []


def test_years_and_months_that_have_facts_are_counted(dated):
    make.mandate(started_on="2024-07-06", ended_on="2026-01-01")

    assert years() == [2026, 2025, 2024]
    assert months_of(2025) == {1: 1, 2: 1, 3: 1}
    assert months_of(2025, kind="jalons") == {1: 1, 3: 1}
    assert months_of(2025, kind="inconnu") == {}


def test_the_month_of_a_fact_is_not_that_of_its_year(dated):
    assert [str(fact.month) for fact in facts_of(2025, language="fr")] == ["None", "2025-02", "2025-03"]


def test_streams_of_a_kind_are_all_where_none_is_asked_for():
    assert streams_of("") == STREAMS
    assert {stream.kind for stream in streams_of("mandats")} == {"mandats"}
