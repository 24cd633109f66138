import pytest
from django.db import connection


@pytest.mark.django_db
def test_site_never_logs_in_as_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
        assert cursor.fetchone() == (False,)
