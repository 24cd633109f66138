"""Summits and other meetings on the desk."""

import pytest
from django.contrib.admin import site

from summits.admin.meeting import MeetingAdmin, SummitForm
from summits.models import Meeting, Summit
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def found(client, model, **query):
    return list(client.get(pages.list_of(model), query).context["cl"].result_list)


def test_summits_have_their_own_list(desk):
    summit, meeting = make.summit(), make.meeting()

    assert found(desk, Summit) == [Summit.objects.get(pk=summit.pk)]
    assert found(desk, Meeting) == [meeting]


def test_summit_opened_as_a_meeting_leads_to_its_form(desk):
    summit = make.summit()

    answer = desk.get(pages.form(Meeting.objects.get(pk=summit.pk)), {"_popup": "1"})

    assert answer.url == f"{pages.form(summit)}?_popup=1"


def test_meeting_is_opened_in_its_own_form(desk):
    assert desk.get(pages.form(make.meeting())).status_code == 200


def test_no_meeting_becomes_a_summit_by_its_level(rf):
    field = MeetingAdmin(Meeting, site).formfield_for_choice_field(Meeting._meta.get_field("level"), rf.get("/"))

    assert [value for value, _label in field.choices if value] == [
        level for level in Meeting.Level.values if level != "summit"
    ]


def test_second_session_of_one_number_is_refused_though_the_form_asks_for_no_level(desk):
    organ = make.organ()
    make.summit(number=2, organ=organ)
    other = make.summit(number=3, organ=organ)

    refused = pages.save(desk, pages.form(other), number="2")

    other.refresh_from_db()
    assert issubclass(type(refused.context["adminform"].form), SummitForm)
    assert "Cet organe a déjà une session de ce numéro à ce niveau." in refused.text
    assert other.number == 3
