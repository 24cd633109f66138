"""Editors write, reviewers also publish."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from aes_site.accounts import EDITORS, REVIEWERS, create_account, create_groups

WRITE = {"summits.change_meeting", "institutions.add_person", "sources.delete_passage", "aes_site.view_page"}
PUBLISH = {"publishing.publish_records", "publishing.withdraw_records", "publishing.view_publication"}


def permissions_of(group):
    user = get_user_model().objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    return user.get_all_permissions()


@pytest.mark.django_db
def test_groups_have_the_permissions_of_their_task():
    create_groups()

    editors, reviewers = permissions_of(EDITORS), permissions_of(REVIEWERS)

    assert editors >= WRITE
    assert not editors & PUBLISH
    assert reviewers >= WRITE | PUBLISH


@pytest.mark.django_db
def test_nobody_may_manage_accounts_by_being_in_a_group():
    create_groups()

    assert not [name for name in permissions_of(REVIEWERS) if name.startswith("auth.")]


@pytest.mark.django_db
def test_creating_groups_again_keeps_what_they_were_given():
    create_groups()
    Group.objects.get(name=EDITORS).permissions.clear()

    create_groups()

    assert permissions_of(EDITORS) >= WRITE


@pytest.mark.django_db
def test_account_is_made_once_with_a_password_nobody_could_guess():
    create_groups()

    password = create_account("relecteur", REVIEWERS)

    user = get_user_model().objects.get(username="relecteur")
    assert user.check_password(password)
    assert user.is_staff
    assert not user.is_superuser
    assert create_account("relecteur", REVIEWERS) is None
