"""A database of release 1.0 is told by its references; what that release said is what the dossier says today."""

from importlib import import_module
from types import SimpleNamespace

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.db import connection

from editions.models import ContentVersion
from tests import factories as make

pytestmark = pytest.mark.django_db

migration = import_module("editions.migrations.0008_identity")


def migrated():
    """What is entered once the migration has run on a register of which nothing was entered."""
    ContentVersion.objects.update(identity=None)
    migration.identify_the_aes(apps, SimpleNamespace(connection=connection))
    return ContentVersion.objects.get().identity


def test_a_draft_with_a_reference_of_the_aes_is_enough():
    make.source(reference="AES-S-2026-001")

    assert migrated() == migration.AES


def test_an_empty_register_stays_neutral():
    assert migrated() is None


def test_the_register_of_another_body_stays_neutral():
    make.source(reference="CR-S-2026-001")

    assert migrated() is None


def test_the_shipped_dossier_says_what_release_1_said():
    dossier = yaml.safe_load((settings.BASE_DIR / "data" / "dossier" / "register.yaml").read_text(encoding="utf-8"))

    assert dossier["register"] == migration.AES
