"""Addresses and forms that name nothing: the answer says so, and is no failure of the site."""

import pytest
from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils.translation import override

from desk.forms.addresses import form_address, named, number_in, public_address, records_named
from publishing.history.revisions import keep_revision
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_records_are_found_by_the_names_that_forms_give_them():
    organ, decision = make.organ(), make.decision()

    assert set(records_named([named(organ), named(decision)])) == {organ, decision}


def test_record_that_is_no_longer_there_is_left_out():
    organ = make.organ()
    name = named(organ)
    organ.delete()

    assert records_named([name]) == []


@pytest.mark.parametrize("name", ["", "rien", "rien.rien:1", "institutions.organ:1", "auth.user:1"])
def test_name_of_nothing_is_a_bad_request(name):
    with pytest.raises(BadRequest):
        records_named([name])


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("", None), ("-1", None), ("²", None), ("9" * 19, None)])
def test_number_is_one_that_a_row_may_have(text, number):
    assert number_in(text) == number


def test_one_record_leads_to_its_form_and_several_to_their_list():
    organ = make.organ()

    assert form_address([organ]) == f"/admin/institutions/organ/{organ.pk}/change/"
    assert form_address([organ, make.organ()]) == "/admin/institutions/organ/"


def test_public_page_is_in_the_editors_language_if_the_record_exists_there():
    french, both = make.decision(name_fr="Instituer", name_en=""), make.decision(name_fr="Créer", name_en="Create")
    with override("en"):
        addresses = [public_address(record) for record in (french, both, make.status("held"))]

    assert [address and address[:4] for address in addresses] == ["/fr/", "/en/", None]


@pytest.mark.parametrize("label", ["auth.user", "rien.rien", "rien"])
@pytest.mark.parametrize("name", ["bundle", "typography"])
def test_page_of_what_is_no_record_is_not_found(desk, name, label):
    assert desk.get(reverse(f"admin:{name}", args=[label, make.organ().pk])).status_code == 404


@pytest.mark.parametrize("label", ["auth.user", "rien.rien", "rien"])
def test_nobody_is_present_at_what_is_no_record(desk, label):
    assert desk.post(reverse("admin:presence", args=[label, make.organ().pk])).status_code == 404


@pytest.mark.parametrize("key", ["rien", "²", "9" * 30])
def test_submission_of_no_such_number_is_not_found(desk, key):
    assert desk.get(reverse("admin:publishing_submission_change", args=[key])).status_code == 404


@pytest.mark.parametrize("number", ["", "rien", "²", "9" * 30])
def test_correction_is_not_taken_back_to_a_version_that_is_none(desk, number):
    organ = make.organ()
    keep_revision(organ)
    address = reverse("admin:typography", args=[organ._meta.label_lower, organ.pk])

    assert desk.get(address, {"version": number}).context["version_before"] is None


@pytest.mark.parametrize(
    "address",
    [
        "/admin/institutions/organ/?slug__exact=%00",
        "/admin/sources/source/?kind__exact=press%00",
        "/admin/publishing/submission/?state__exact=%00",
        "/admin/institutions/organ/?q=%00",
    ],
)
def test_a_character_that_no_text_holds_finds_nothing(desk, address):
    make.organ()

    page = desk.get(address)

    assert (page.status_code, list(page.context["cl"].result_list)) == (200, [])


def test_completion_of_a_character_that_no_text_holds_offers_nothing(desk):
    make.meeting()
    asked = {"app_label": "summits", "model_name": "decision", "field_name": "meeting"}

    everything = desk.get("/admin/autocomplete/", asked | {"term": ""})
    nothing = desk.get("/admin/autocomplete/", asked | {"term": "\0"})

    assert len(everything.json()["results"]) == 1
    assert (nothing.status_code, nothing.json()["results"]) == (200, [])
