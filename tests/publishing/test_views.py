"""Lists and pages of records: former addresses, withdrawn records, languages that a record does not exist in."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils.translation import override

from institutions.models import Organ
from publishing.live.publish import publish, withdraw
from publishing.views import RecordDetailView, RecordListView, description, parameters
from tests import factories as make

pytestmark = pytest.mark.django_db


class OrganView(RecordDetailView):
    model = Organ
    template_name = "base.html"


class OrganList(RecordListView):
    model = Organ
    template_name = "base.html"


def page(address, language="fr"):
    with override(language):
        path = Organ(slug=address).get_absolute_url()
        return OrganView.as_view()(RequestFactory().get(path), address=address)


def listed(query="", language="fr"):
    with override(language):
        return OrganList.as_view()(RequestFactory().get(f"/{language}/organes/{query}"))


def test_page_is_at_the_address_of_the_record_and_says_what_it_is():
    organ = make.published(make.organ(slug="college", name_fr="Collège"))
    answer = page("college")

    assert (answer.status_code, answer.context_data["object"]) == (200, organ)
    assert (answer.context_data["page_title"], answer.context_data["edition"].number) == ("Collège", 1)


def test_former_address_leads_to_the_present_one_for_ever():
    organ = make.published(make.organ(slug="avant"))
    organ.slug = "apres"
    organ.save()
    publish([organ])

    answer = page("avant")

    assert (answer.status_code, answer.url.split("/")[-2]) == (301, "apres")


def test_withdrawn_record_is_gone_with_its_reason():
    organ = make.published(make.organ(slug="college"))
    withdraw([organ], reason={"fr": "Doublon"})
    organ.delete()

    answer = page("college", "en")

    assert (answer.status_code, answer.context_data["reason"], answer.context_data["reason_language"]) == (
        410,
        "Doublon",
        "fr",
    )


def test_unknown_address_is_not_found():
    with pytest.raises(Http404):
        page("personne")


def test_record_that_does_not_exist_in_a_language_names_those_in_which_it_does():
    make.published(make.organ(slug="college"))

    answer = page("college", "en")

    assert (answer.status_code, answer.context_data["page_languages"]) == (404, ("fr",))
    assert [language for language, _path in answer.context_data["pages"]] == ["fr"]


def test_list_has_the_records_of_the_language_page_by_page(monkeypatch):
    organs = [make.organ(name_en="Both"), make.organ(), make.organ()]
    monkeypatch.setattr(OrganList, "page_size", 2)
    first = listed().context_data

    assert [len(found) for found in (first["object_list"], listed(language="en").context_data["object_list"])] == [2, 1]
    assert first["previous_page"] == ""
    rest = listed(first["next_page"]).context_data
    assert {*first["object_list"], *rest["object_list"]} == set(organs)


def test_list_that_begins_after_a_withdrawn_record_says_why_and_after_an_unknown_one_nothing():
    organ = make.published(make.organ())
    withdraw([organ], reason="Erreur")
    reference = organ.reference
    organ.delete()

    assert listed(f"?apres={reference}").status_code == 410
    with pytest.raises(Http404):
        listed("?apres=AES-O-1999-999")


def test_search_engines_are_told_the_summary_else_the_title():
    assert description(make.organ(summary_fr="a" * 300)) == "a" * 159 + "…"
    assert description(make.organ(name_fr="Collège", summary_fr="")) == "Collège"


def test_parameters_hold_nothing_that_the_database_refuses():
    assert parameters(RequestFactory().get("/?a=b%00c")) == {"a": "bc"}
