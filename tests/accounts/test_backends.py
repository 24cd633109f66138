"""Who is at the desk, read with what every page of it asks."""

import pytest

from accounts.backends import DeskBackend
from accounts.groups import AUTHORS
from tests.accounts.people import with_device

pytestmark = pytest.mark.django_db


def test_account_comes_with_whether_it_has_a_second_factor(account, django_assert_num_queries):
    without, having = account("sans", AUTHORS), account("avec", AUTHORS)
    with_device(having)

    with django_assert_num_queries(2):
        found = [DeskBackend().get_user(user.pk) for user in (without, having)]

    assert [user.has_device for user in found] == [False, True]


def test_closed_account_is_nobody(account):
    user = account("partie", AUTHORS, is_active=False)

    assert DeskBackend().get_user(user.pk) is None
    assert DeskBackend().get_user(user.pk + 1) is None
