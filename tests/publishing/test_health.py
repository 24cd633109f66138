"""The health of the register: each check finds what is amiss, and nothing else."""

from datetime import date

import pytest
from django.utils import timezone

from archive.models import AddressCheck
from editions.models import TranslationLag
from publishing.health import HEALTH_CHECKS
from publishing.registry import RECORD_TYPES
from publishing.rich.links import href_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ALL = {kind.model for kind in RECORD_TYPES.values()}


def found(name) -> list[tuple]:
    """What a check finds: records and words; it counts as many."""
    check = HEALTH_CHECKS[name]
    findings = check.first(10, ALL)
    assert check.count(ALL) == len(findings)
    assert (check.count(()), check.first(10, ())) == (0, [])
    return [(finding.record, finding.text) for finding in findings]


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


def test_a_term_is_told_until_its_end_is_observed():
    office = make.office()
    person = make.person(name="Titulaire")
    make.mandate(office, person=person, started_on="2020-01-01", planned_end="2021-12")
    make.mandate(make.office(), planned_end="2021-12", ended_on="2021-12-31")
    make.mandate(make.office(), planned_end="2999")
    assert found("mandats") == [(office, "Titulaire\N{NO-BREAK SPACE}: fin prévue décembre\N{NO-BREAK SPACE}2021")]


def test_a_point_that_nothing_takes_up_is_told():
    free, taken = make.point(text_fr="Créer la banque", number="7"), make.point()
    make.decision(links={"points": [taken]})
    assert found("points") == [(free.document, "7. Créer la banque")]


def test_a_source_that_no_longer_answers_is_told():
    dead, alive = "https://example.org/perdu", "https://example.org/"
    source, _other = make.source(url=dead), make.source(url=alive)
    for url, result in ((dead, AddressCheck.Result.DEAD), (alive, AddressCheck.Result.ALIVE)):
        AddressCheck.objects.create(url=url, result=result, checked_at=timezone.now())
    assert found("sources-mortes") == [(source, dead)]


def test_a_record_without_summary_is_told():
    organ = make.organ(summary_fr="")
    make.organ(summary_fr="Présentation")
    assert found("descriptions") == [(organ, "Organe")]


def test_a_link_to_what_is_not_live_is_told():
    target = make.organ(name_fr="Cour pénale")
    linking = make.organ(summary_fr=f'<p>Voir <a href="{href_of(target)}">la cour</a>.</p>')
    assert found("liens") == [(linking, "mène à une fiche qui n’est pas en ligne")]
    assert HEALTH_CHECKS["liens"].first(1, ALL)[0].target == target
    make.published(target)
    assert found("liens") == []


def test_a_translation_that_is_behind_is_told_with_its_language():
    organ = make.organ()
    TranslationLag.objects.create(record_type="institutions.organ", record_id=organ.pk, language="en", changes=2)
    assert found("traductions") == [(organ, "English\N{NO-BREAK SPACE}: en retard de 2 modifications")]


@pytest.mark.parametrize("name", HEALTH_CHECKS)
def test_checks_cost_the_same_whatever_they_find(name, django_assert_max_num_queries):
    for _ in range(3):
        make.roadmap_step(make.roadmap_item(), occurred="2024-07-06", evidence=[])
        make.decision_step(evidence=[])
        make.deadline(due="2020")
        make.mandate(planned_end="2020")
        target = make.organ()
        make.organ(summary_fr=f'<p><a href="{href_of(target)}">la cour</a></p>')
    with django_assert_max_num_queries(30):
        HEALTH_CHECKS[name].count(ALL)
        HEALTH_CHECKS[name].first(200, ALL)
