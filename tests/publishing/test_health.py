"""The health of the register: each check finds what is amiss, and nothing else."""

import pytest
from django.utils import timezone

from archive.models import AddressCheck
from editions.models import TranslationLag
from publishing.health import HEALTH_CHECKS
from publishing.rich.links import href_of
from tests import factories as make
from tests.findings import ALL, found

pytestmark = pytest.mark.django_db


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
