"""Rules and fixtures that hold for every test."""

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.utils import translation

from aes_site.localization.catalogues import compile_catalogues
from editions.identity import Identity, speaking_as
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
def register_of_the_aes(request):
    """Tests speak of the register that is shipped, its name and its references, unless they ask for `neutral`."""
    marked = request.node.get_closest_marker("django_db")
    if marked or {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        from editions.models import ContentVersion  # Django is ready only now

        request.getfixturevalue("_django_db_helper")
        ContentVersion.objects.update_or_create(pk=1, defaults={"identity": AES})
        yield
    else:
        with speaking_as(Identity(AES)):
            yield


@pytest.fixture
def neutral(db):
    """A register of which nothing was entered."""
    from editions.models import ContentVersion

    ContentVersion.objects.update(identity=None)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """What a test keeps beside the database lies in a folder of its own: files, packs, the mark of a publication."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PUBLICATION_MARK = tmp_path / "publication-mark"


AES = yaml.safe_load((settings.BASE_DIR / "data" / "dossier" / "register.yaml").read_text(encoding="utf-8"))["register"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """On the embedded server, tables are copied, which takes a tenth of the time that making them does."""
    if settings.EMBEDDED_CLUSTER:
        with django_db_blocker.unblock():
            drop_leftovers()
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()
