"""Forms by which people get in: each attempt counts, and a right one is forgotten."""

import pytest

from accounts.forms import CodeForm
from accounts.groups import AUTHORS
from accounts.models import Attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf, account):
    request = rf.post("/admin/code/")
    request.user = account("autrice", AUTHORS)
    return request


def form(request, code, device=None):
    return CodeForm(request, {"code": code}, lambda given: device if given == "right" else None)


def test_wrong_code_is_refused_counted_and_not_shown_again(request_of):
    refused = form(request_of, "wrong")

    assert refused.errors["code"] == ["Ce code n’est pas valable, ou a déjà servi. Attendez le suivant."]
    assert "wrong" not in str(refused["code"])
    assert Attempt.objects.count() == 1


def test_right_code_gives_its_device_and_forgets_the_wrong_ones(request_of):
    form(request_of, "wrong").is_valid()

    accepted = form(request_of, "right", device="device")

    assert accepted.is_valid()
    assert (accepted.device, Attempt.objects.count()) == ("device", 0)


def test_one_code_too_many_waits_even_if_it_is_right(request_of):
    for _n in range(5):
        form(request_of, "wrong").is_valid()

    late = form(request_of, "right", device="device")

    assert late.errors["code"] == ["Trop d’essais. Attendez 15 minutes, puis réessayez."]
    assert 0 < late.wait <= 900
