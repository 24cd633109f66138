"""Emptying the register empties what readers see too, and asks first."""

from io import StringIO

import pytest
from django.core.management import call_command

from institutions.models import Organ
from publishing.live.connection import live_reading
from publishing.management.commands import flush
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_both_schemas_are_emptied():
    make.published(make.organ())

    call_command(flush.Command(), interactive=False, verbosity=0)

    assert not Organ.objects.exists()
    with live_reading():
        assert not Organ.objects.exists()


@pytest.mark.django_db
def test_without_a_yes_nothing_is_changed(monkeypatch):
    organ, output = make.organ(), StringIO()
    monkeypatch.setattr("builtins.input", lambda question: "no")

    call_command(flush.Command(), stdout=output)

    assert "Nothing was changed." in output.getvalue()
    assert list(Organ.objects.all()) == [organ]
