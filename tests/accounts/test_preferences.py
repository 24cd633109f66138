"""The language in which each account works."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.groups import AUTHORS
from accounts.models import Preference
from accounts.preferences import language_of, remember_language

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("chosen", "language"), [(None, "fr"), ("en", "en"), ("ar", "fr"), ("xx", "fr")])
def test_language_is_the_one_last_used_if_it_is_public(account, chosen, language):
    user = account("autrice", AUTHORS)
    if chosen:
        remember_language(user, chosen)

    assert language_of(user) == language


def test_language_that_is_active_is_kept_over_an_earlier_one(account):
    user = account("autrice", AUTHORS)
    remember_language(user, "fr")
    with override("en"):
        remember_language(user)

    assert Preference.objects.get().language == "en"


def test_choice_at_the_desk_is_remembered_for_mail(member):
    client = member(AUTHORS)

    client.post(reverse("choose_language"), {"language": "en", "next": "/admin/"})
    client.post(reverse("choose_language"), {"language": "xx", "next": "/admin/"})

    assert language_of(client.user) == "en"


def test_choice_of_a_visitor_is_nobodys(visitor):
    assert visitor.post(reverse("choose_language"), {"language": "en", "next": "/admin/"}).status_code == 302
    assert not Preference.objects.exists()
