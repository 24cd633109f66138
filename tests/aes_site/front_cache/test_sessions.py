"""Whether a client is signed in at the desk, as the front cache knows it."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from aes_site.front_cache.sessions import OpenSessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def environ():
    """What a signed-in browser shows."""
    client = Client()
    client.force_login(User.objects.create_user("editrice"))
    return {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"}


def test_session_that_is_open_is_known(environ):
    assert OpenSessions().has(environ)


@pytest.mark.parametrize("cookie", ["", f"{settings.SESSION_COOKIE_NAME}=forged", "other=1"])
def test_any_other_cookie_is_nobodys(environ, cookie):
    assert not OpenSessions().has({"HTTP_COOKIE": cookie})


def test_database_is_asked_once_a_second_at_most(environ, django_assert_num_queries):
    known = OpenSessions()
    with django_assert_num_queries(1):
        assert [known.has(environ) for _n in range(3)] == [True] * 3
