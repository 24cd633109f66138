"""People of the desk, each in the group of their task, and what they work on."""

import threading

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client

from accounts.mail import THREAD
from tests import factories as make


@pytest.fixture
def member(db):
    """Makes clients signed in as somebody of a group, in French."""

    def sign_in(group, name="membre", **fields):
        user = User.objects.create_user(name, is_staff=True, **fields)
        user.groups.add(Group.objects.get(name=group))
        client = Client(headers={"accept-language": "fr"})
        client.force_login(user)
        client.user = user
        return client

    return sign_in


@pytest.fixture
def meeting(db):
    """A meeting with a step and a participation, with texts in three languages."""
    texts = {"name_fr": "Conseil", "name_en": "Council", "name_ar": "مجلس"}
    record = make.meeting(summary_fr="Résumé", **texts)
    make.meeting_step(record, text_fr="Ouvert", text_en="Opened", text_ar="افتتح")
    make.attendance(record)
    return record


PASSWORD = "un mot de passe assez long"


@pytest.fixture
def account(db):
    """Makes accounts with a password, in a group."""

    def create(name, *groups, **fields):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return create


@pytest.fixture
def visitor(db):
    """A browser that nobody has signed in with, in French."""
    return Client(headers={"accept-language": "fr"})


@pytest.fixture
def delivered():
    """What has been mailed, once every thread that delivers has ended."""

    def wait():
        for thread in threading.enumerate():
            if thread.name == THREAD:
                thread.join()
        return mail.outbox

    return wait
