import pytest
from django.db import connection

from aes_site.checks import login_is_not_superuser
from aes_site.embedded.cluster import SUPERUSER


@pytest.fixture
def superuser(django_db_blocker, settings):
    """A login that an operator might have named by mistake."""
    if not settings.EMBEDDED_CLUSTER:
        pytest.skip("only the embedded server has a superuser we know")
    login = connection.copy()
    login.settings_dict = connection.settings_dict | {"USER": SUPERUSER, "NAME": "postgres"}
    with django_db_blocker.unblock():
        yield login
        login.close()


@pytest.mark.django_db
def test_owner_may_log_in():
    assert list(login_is_not_superuser(databases=["default"])) == []


def test_superuser_is_refused(superuser, monkeypatch):
    monkeypatch.setattr("aes_site.checks.connections", {"default": superuser})

    assert [error.id for error in login_is_not_superuser(databases=["default"])] == ["aes_site.E001"]
