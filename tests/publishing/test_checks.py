"""System checks find models that could not be published."""

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test.utils import isolate_apps

from publishing.checks import check_live_models, check_record_types, errors_of_model, errors_of_type
from publishing.models import Part
from publishing.registry import RecordType
from summits.models import Meeting, MeetingStep


def ids(errors):
    return [error.id for error in errors]


def test_models_of_the_register_pass():
    assert check_live_models() == []
    assert check_record_types() == []


@isolate_apps("summits")
def test_foreign_key_out_of_live_is_found():
    class Note(models.Model):
        author = models.ForeignKey(User, models.PROTECT)

        class Meta:
            app_label = "summits"

    assert ids(errors_of_model(Note)) == ["publishing.E003"]


@isolate_apps("summits")
def test_foreign_key_within_live_passes():
    class Note(models.Model):
        meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")

        class Meta:
            app_label = "summits"

    assert ids(errors_of_model(Note)) == []


@isolate_apps("summits")
def test_multi_table_inheritance_is_found():
    class Special(Meeting):
        class Meta:
            app_label = "summits"

    assert ids(errors_of_model(Special))[0] == "publishing.E001"


def test_generic_foreign_key_is_found(monkeypatch):
    generic = type("GenericForeignKey", (), {"ct_field": "content_type"})()
    monkeypatch.setattr(Meeting._meta, "private_fields", [generic])

    assert ids(errors_of_model(Meeting)) == ["publishing.E002"]


def test_type_of_an_app_that_is_not_live_is_found():
    assert ids(errors_of_type(RecordType(User))) == ["publishing.E004"]


def test_missing_part_is_found():
    assert ids(errors_of_type(RecordType(Meeting, ["Absent"]))) == ["publishing.E005"]


@pytest.mark.parametrize("owner_field", [None, "absent", "corrects", "status"])
def test_part_that_does_not_name_its_record_is_found(monkeypatch, owner_field):
    monkeypatch.setattr(MeetingStep, "owner_field", owner_field)

    assert ids(errors_of_type(RecordType(Meeting, ["MeetingStep"]))) == ["publishing.E006"]


def test_unknown_frozen_field_is_found(monkeypatch):
    monkeypatch.setattr(MeetingStep, "immutable_fields", ("status", "absent"))

    assert ids(errors_of_type(RecordType(Meeting, ["MeetingStep"]))) == ["publishing.E007"]


def test_part_of_no_record_is_found(monkeypatch):
    class Orphan(Part):
        class Meta:
            app_label = "summits"
            managed = False

    try:
        assert ids(check_record_types()) == ["publishing.E008"]
    finally:
        del Orphan._meta.apps.all_models["summits"]["orphan"]
        Orphan._meta.apps.clear_cache()


def test_live_model_that_is_never_published_is_found():
    class Loose(models.Model):
        class Meta:
            app_label = "summits"
            managed = False

    try:
        assert ids(check_record_types()) == ["publishing.E009"]
    finally:
        del Loose._meta.apps.all_models["summits"]["loose"]
        Loose._meta.apps.clear_cache()
