"""What was typed when a session had ended is kept for who was shown the form, and for nobody else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from desk.forms.saved_forms import AT_MOST, KEPT, LASTS, OWNER, delete_saved_form, save_form, saved_form_for, sign_owner
from publishing.models import KeptForm

pytestmark = pytest.mark.django_db

PATH = "/admin/institutions/organ/add/"


@pytest.fixture
def owner():
    return User.objects.create_user("editrice")


def sent(rf, owner, path=PATH, **typed):
    request = rf.post(path, typed)
    request.user = owner
    return request


def test_form_is_kept_without_its_token_and_found_by_its_owner_on_its_page(rf, owner):
    kept = save_form(sent(rf, owner, **{OWNER: sign_owner(owner), "name_fr": "Collège", "csrfmiddlewaretoken": "x"}))

    assert kept.sent.dict().keys() == {OWNER, "name_fr"}
    assert saved_form_for(sent(rf, owner), str(kept.pk)) == kept
    assert saved_form_for(sent(rf, owner, path="/admin/"), str(kept.pk)) is None
    assert saved_form_for(sent(rf, User(pk=owner.pk + 1)), str(kept.pk)) is None
    assert saved_form_for(sent(rf, owner), "x") is None


@pytest.mark.parametrize("signature", ["", "x", "1:forged"])
def test_form_that_does_not_say_whose_it_is_is_not_kept(rf, owner, signature):
    assert save_form(sent(rf, owner, **{OWNER: signature})) is None
    assert not KeptForm.objects.exists()


def test_the_oldest_leave_when_there_are_many_or_after_a_week(rf, owner):
    for _n in range(AT_MOST + 2):
        save_form(sent(rf, owner, **{OWNER: sign_owner(owner)}))
    assert KeptForm.objects.count() == AT_MOST
    KeptForm.objects.update(at=timezone.now() - LASTS - timedelta(minutes=1))

    newest = save_form(sent(rf, owner, **{OWNER: sign_owner(owner)}))

    assert list(KeptForm.objects.all()) == [newest]


def test_what_is_saved_is_needed_no_longer(rf, owner):
    kept = save_form(sent(rf, owner, **{OWNER: sign_owner(owner)}))

    delete_saved_form(sent(rf, owner, **{KEPT: str(kept.pk)}))

    assert not KeptForm.objects.exists()
