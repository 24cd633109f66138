"""The admin site of the desk: its order, and what each editor may look at."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User

from desk.site import DeskSite
from institutions.models import Organ
from summits.models import Decision, Summit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf):
    def request(user):
        made = rf.get("/admin/")
        made.user = user
        return made

    return request


def test_types_come_in_the_order_in_which_editors_use_them(desk):
    assert isinstance(admin.site, DeskSite)
    ranks = [admin.site.rank(model) for model in (Summit, Decision, User)]

    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3
    apps = desk.get("/admin/").context["app_list"]
    listed = [admin.site.rank(app["models"][0]["model"]) for app in apps]
    assert len(listed) > 2
    assert listed == sorted(listed)


def test_editor_looks_at_the_types_of_their_rights(signed_in, request_of):
    signed_in("view_organ", name="lectrice")
    request = request_of(User.objects.get(username="lectrice"))

    assert admin.site.viewable_models(request) == {Organ}
    assert admin.site.may_view(request, make.organ())
    assert not admin.site.may_view(request, make.decision())
