"""Addresses: current, former and withdrawn ones of a type are one namespace."""

import pytest

from editions.models import Address
from publishing.live.addresses import address_errors
from publishing.live.connection import live_path
from publishing.live.publish import Refused, publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


def moved(record, slug):
    """The record with another slug, published."""
    record.slug = slug
    record.save()
    publish([record])
    return record


def test_current_address_is_found():
    organ = make.published(make.organ(slug="college"))

    address = Address.objects.find("institutions.organ", "college")

    assert (address.record_id, address.is_current, address.current_address) == (organ.pk, True, "college")


def test_unknown_address_is_not_found():
    make.published(make.organ(slug="college"))

    assert Address.objects.find("institutions.organ", "autre") is None
    assert Address.objects.find("institutions.person", "college") is None


def test_draft_has_no_address_yet():
    make.organ(slug="college")

    assert Address.objects.find("institutions.organ", "college") is None


def test_former_address_leads_to_the_current_one():
    organ = make.published(make.organ(slug="college"))
    moved(moved(organ, "college-des-chefs"), "college-des-chefs-d-etat")

    for former in ("college", "college-des-chefs"):
        address = Address.objects.find("institutions.organ", former)
        assert not address.is_current
        assert address.current_address == "college-des-chefs-d-etat"


def test_record_may_come_back_to_its_own_former_address():
    organ = make.published(make.organ(slug="college"))
    moved(moved(organ, "autre"), "college")

    assert Address.objects.find("institutions.organ", "autre").current_address == "college"
    assert Address.objects.filter(record_id=organ.pk, is_current=True).get().address == "college"


def test_former_address_of_another_record_is_refused_in_words():
    first = make.published(make.organ(slug="college", name_fr="Collège"))
    moved(first, "college-des-chefs")
    second = make.organ(slug="college", name_fr="Autre")

    with pytest.raises(Refused) as refusal:
        publish([second])

    assert refusal.value.errors == [
        f"Organe « Autre » : l’adresse « college » est ou a été celle de {first.reference}."
    ]


def test_withdrawn_address_stays_taken_and_gone():
    first = make.published(make.organ(slug="college"))
    withdraw([first], reason="Doublon")
    first.slug = "autre"
    first.save()

    with pytest.raises(Refused) as refusal:
        publish([make.organ(slug="college", name_fr="Nouvel organe")])

    assert refusal.value.errors == [
        f"Organe « Nouvel organe » : l’adresse « college » reste à {first.reference}, fiche retirée."
    ]
    assert Address.objects.find("institutions.organ", "college").reasons == {"": "Doublon"}


def test_withdrawn_record_published_anew_at_another_address_redirects_from_the_old_one():
    organ = make.published(make.organ(slug="college"))
    withdraw([organ], reason="Erreur")

    moved(organ, "college-des-chefs")

    address = Address.objects.find("institutions.organ", "college")
    assert (address.withdrawn_at, address.current_address) == (None, "college-des-chefs")


def test_exchanged_addresses_are_refused():
    """The address of one would lead, for those who know it, to the other."""
    first, second = make.organ(slug="un"), make.organ(slug="deux")
    make.published(first, second)
    for organ, slug in ((first, "x"), (second, "un"), (first, "deux")):
        organ.slug = slug
        organ.save()

    with pytest.raises(Refused) as refusal:
        publish([first, second])

    assert len(refusal.value.errors) == 2


def test_same_address_serves_two_types():
    make.published(make.organ(slug="banque"), make.document(slug="banque"))

    assert Address.objects.filter(address="banque").count() == 2


def test_type_cited_by_reference_has_it_for_address():
    decision = make.published(make.decision(slug="banque"))

    assert Address.objects.get(record_id=decision.pk).address == decision.reference


def test_only_the_address_of_another_record_is_an_error():
    first, second = make.published(make.organ(slug="college")), make.organ(slug="autre")
    second.slug = "college"

    with live_path():
        assert address_errors({("institutions.organ", first.pk): first}) == []
        (error,) = address_errors({("institutions.organ", second.pk): second})
    assert first.reference in error
