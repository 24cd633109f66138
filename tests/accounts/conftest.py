"""People of the desk, each in the group of their task, and what they work on."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

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
