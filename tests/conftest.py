"""Rules and fixtures that hold for every test."""

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from aes_site.localization.catalogues import compile_catalogues
from tests.database import drop_leftovers, migrated_template


def pytest_configure(config):
    """Texts in English and plurals in French need compiled catalogues, which Git does not keep.

    Before anything is imported: Django reads a catalogue once, and workers start after this process has.
    """
    compile_catalogues()


@pytest.fixture(autouse=True)
def in_french():
    """A request leaves its language active in the thread; each test begins in French."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """What a test keeps beside the database lies in a folder of its own: files, packs, the mark of a publication."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PUBLICATION_MARK = tmp_path / "publication-mark"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """On the embedded server, tables are copied, which takes a tenth of the time that making them does."""
    if settings.EMBEDDED_CLUSTER:
        with django_db_blocker.unblock():
            drop_leftovers()
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()
