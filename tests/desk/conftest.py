"""Editors at the desk."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client


@pytest.fixture
def signed_in(db):
    """Makes clients: an editor who may do these things, in French; everything when nothing is said."""

    def sign_in(*codenames, name="editrice"):
        user = User.objects.create_user(name, is_staff=True, is_superuser=not codenames)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client(headers={"accept-language": "fr"})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def desk(signed_in):
    """An editor who may do everything."""
    return signed_in()
