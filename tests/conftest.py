"""Rules and fixtures that hold for every test."""

import re

import psutil
import pytest
from django.conf import settings
from django.db import connection

from aes_site.catalogues import compile_catalogues


def pytest_collection_finish(session):
    """Texts in English and plurals in French need compiled catalogues, which Git does not keep."""
    compile_catalogues()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Before the database of this run is made, those of runs that were killed go."""
    if not settings.EMBEDDED_CLUSTER:
        return
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_aes_[0-9]'")
        for (name,) in cursor.fetchall():
            if not psutil.pid_exists(int(re.search(r"\d+", name)[0])):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
