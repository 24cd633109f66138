"""The vocabulary on the desk."""

import pytest
from django.contrib.admin import site

from institutions.admin.vocabulary import StatusAdmin
from institutions.models import Status
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def test_ledgers_of_a_status_are_boxes_to_tick(desk):
    status = make.status("adopted", ledgers=["decision"])

    pages.save(desk, pages.form(status), ledgers=["decision", "roadmap"])

    status.refresh_from_db()
    assert status.ledgers == ["decision", "roadmap"]


def test_ledger_that_is_none_is_refused_and_nothing_is_saved(desk):
    status = make.status("adopted", ledgers=["decision"])

    refused = pages.save(desk, pages.form(status), ledgers=["weather"])

    status.refresh_from_db()
    assert "weather" in refused.text
    assert status.ledgers == ["decision"]


def test_other_fields_of_a_status_are_asked_for_as_ever(rf):
    admin = StatusAdmin(Status, site)
    fields = {
        name: admin.formfield_for_dbfield(Status._meta.get_field(name), rf.get("/")) for name in ("ledgers", "family")
    }

    assert fields["ledgers"].choices == Status.Ledger.choices
    assert [value for value, _label in fields["family"].choices if value] == Status.Family.values
