"""Every record type has its list, its form, its completion and its page to submit."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from desk.record_admin import RecordAdmin
from publishing.registry import RECORD_TYPES
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db

ADMINS = {model._meta.label: desk for model, desk in admin.site._registry.items() if isinstance(desk, RecordAdmin)}


def made(label):
    """A draft of that type."""
    name = re.sub(r"(?<!^)([A-Z])", r"_\1", label.partition(".")[2]).lower()
    return getattr(make, name)()


def test_every_record_type_has_an_admin():
    assert {apps.get_model(label)._meta.concrete_model for label in ADMINS} == set(RECORD_TYPES)


@pytest.mark.parametrize("label", ADMINS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_list_opens(desk, label, language):
    record = made(label)

    page = desk.get(pages.list_of(type(record)), headers={"accept-language": language})

    assert page.status_code == 200
    assert list(page.context["cl"].result_list) == [record]


@pytest.mark.parametrize("label", ADMINS)
def test_form_of_a_new_record_opens(desk, label):
    assert desk.get(pages.new(apps.get_model(label))).status_code == 200


@pytest.mark.parametrize("label", ADMINS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_form_opens(desk, label, language):
    page = desk.get(pages.form(made(label)), headers={"accept-language": language})

    assert page.status_code == 200


@pytest.mark.parametrize("label", ADMINS)
def test_form_saved_as_it_opens_changes_nothing(desk, label):
    record = made(label)

    response = pages.save(desk, pages.form(record))

    assert response.status_code == 302
    before = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    record.refresh_from_db()
    assert {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields} == before


@pytest.mark.parametrize("label", ADMINS)
def test_page_to_submit_opens(desk, label):
    page = desk.get(pages.submission(made(label)))

    assert page.status_code == 200
    assert [item["state"] for item in page.context["items"]] == ["new"]


@pytest.mark.parametrize("label", ADMINS)
def test_page_to_withdraw_opens(desk, label):
    assert desk.get(pages.withdrawal(made(label))).status_code == 200


@pytest.mark.parametrize("label", ADMINS)
def test_links_of_the_record_and_of_its_parts_complete(desk, label):
    record = ADMINS[label]
    owners = [record, *(part(record.model, admin.site) for part in record.inlines)]
    links = [(owner.model, name) for owner in owners for name in owner.get_autocomplete_fields(None)]

    assert [completed(desk, *link).json()["results"] for link in links] == [[] for _ in links]


def completed(desk, model, name):
    """What completion offers for a word that nothing has."""
    asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": name}
    return desk.get(reverse("admin:autocomplete"), asked | {"term": "introuvable"})
