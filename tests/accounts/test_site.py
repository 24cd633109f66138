"""Between the password and the desk: whoever needs a second factor is led to it, and sees nothing before."""

import pytest

from accounts.groups import AUTHORS, PUBLISHERS
from accounts.site import GuardedSite
from tests.accounts.people import CODE, ENROLMENT, LOGIN, is_in, log_in, with_device

pytestmark = pytest.mark.django_db


def test_author_needs_the_password_alone(account, visitor):
    account("autrice", AUTHORS)

    log_in(visitor, "autrice")

    assert is_in(visitor)


@pytest.mark.parametrize(("group", "has_device", "page"), [(AUTHORS, True, CODE), (PUBLISHERS, False, ENROLMENT)])
def test_who_needs_more_is_led_to_it(account, visitor, settings, group, has_device, page):
    settings.SECOND_FACTOR_REQUIRED = True
    user = account("membre", group)
    if has_device:
        with_device(user)
    log_in(visitor, "membre")

    answer = visitor.get(LOGIN, {"next": "/admin/corbeille/"})

    assert answer.url == f"{page}?next=%2Fadmin%2Fcorbeille%2F"
    assert not is_in(visitor)


def test_permission_is_looked_up_once_a_request(account, rf, django_assert_num_queries):
    request = rf.get("/admin/")
    request.user = account("autrice", AUTHORS)
    request.user.is_verified = lambda: False
    site = GuardedSite()
    site.has_permission(request)

    with django_assert_num_queries(0):
        assert site.has_permission(request)
