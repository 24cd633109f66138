"""Addresses and forms that name nothing: the answer says so, and is no failure of the site."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from publishing.revisions import keep_revision
from publishing.submissions import submit
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


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
def test_number_that_no_row_has_leads_nowhere(desk, number):
    organ = make.organ()
    keep_revision(organ)
    submission = submit([organ], by=User.objects.get(), note="Nouvel organe")
    meta = organ._meta
    history = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[organ.pk])
    typography = reverse("admin:typography", args=[meta.label_lower, organ.pk])

    assert desk.post(history, {"version": number}).status_code == 404
    assert desk.post(pages.review(submission), {"_revoke": number}).status_code == 404
    assert desk.post(reverse("admin:bin"), {"revision": number}).status_code == 302
    assert desk.get(typography, {"version": number}).context["version_before"] is None
