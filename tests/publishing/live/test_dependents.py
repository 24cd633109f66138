"""A publication writes anew what the search and the lists say of other records that speak of its own."""

import pytest

from editions.models import Change, CurrentStatus, Edition, SearchEntry
from institutions.models import Status
from publishing.live.dependents import owners_of_links_to
from publishing.live.publish import publish
from publishing.registry import record_type_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def entry(record, language="fr"):
    return SearchEntry.objects.get(record_id=record.pk, language=language)


@pytest.fixture
def chancellery():
    """An office, and who holds it."""
    office = make.office(name_fr="Chancellerie")
    mandate = make.mandate(office, person=make.person(name="Awa Keïta"))
    make.published(office)
    return office, mandate.person


def test_an_office_is_found_by_the_new_name_of_its_holder(chancellery):
    office, person = chancellery
    person.name = "Awa Diarra"
    person.save()
    publish([person])

    assert entry(office).body == "Awa Diarra"


def test_it_makes_no_edition_and_no_change_of_the_office(chancellery):
    office, person = chancellery
    person.name = "Awa Diarra"
    person.save()
    publish([person])

    assert Edition.objects.filter(record_id=office.pk).count() == 1
    assert Change.objects.filter(record_id=office.pk).count() == 1


def test_a_change_that_nobody_borrows_rewrites_nothing(chancellery):
    office, person = chancellery
    before = entry(office).pk
    person.role_fr = "Autre rôle"
    person.save()
    publish([person])

    assert entry(office).pk == before


def test_a_draft_of_the_dependent_stays_a_draft(chancellery):
    office, person = chancellery
    office.name_fr = "Brouillon"
    office.save()
    person.name = "Awa Diarra"
    person.save()
    publish([person])

    assert (entry(office).title, entry(office).body) == ("Chancellerie", "Awa Diarra")


def test_the_address_of_an_organ_changes_in_the_facets_of_its_decisions():
    organ = make.organ(slug="ancien")
    decision = make.published(make.decision(organ=organ))
    organ.slug = "nouveau"
    organ.save()
    publish([organ])

    assert entry(decision).organs == ["nouveau"]


def test_a_status_that_becomes_a_search_without_result_gives_way_to_the_step_before():
    """Which step is the current one depends on the families of statuses."""
    decision = make.decision()
    make.decision_step(decision, "adopted", occurred="2025-12-01")
    make.decision_step(decision, "in_force", occurred="2025-12-20")
    make.published(decision)
    verified = Status.objects.get(key="in_force")
    assert CurrentStatus.objects.get(record_id=decision.pk).status_id == verified.pk

    verified.family = Status.Family.ABSENT
    verified.save()
    publish([verified])

    assert CurrentStatus.objects.get(record_id=decision.pk).status_id == Status.objects.get(key="adopted").pk
    assert entry(decision).statuses == ["adopted"]


def test_published_together_a_record_is_derived_once(chancellery):
    office, person = chancellery
    office.name_fr, person.name = "Chancellerie générale", "Awa Diarra"
    office.save()
    person.save()
    publish([person, office])

    assert (entry(office).title, entry(office).body) == ("Chancellerie générale", "Awa Diarra")


def test_those_who_refer_to_a_record_are_found_by_their_parts_too(chancellery):
    office, person = chancellery

    owners = owners_of_links_to(record_type_of(person), [person.pk])

    assert owners == [(record_type_of(office), office.pk)]
