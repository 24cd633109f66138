"""Taking records back: with a reason for readers in each of their languages, by who may publish."""

import pytest
from django.contrib.auth.models import User

from desk.review.withdraw_views import WithdrawalForm
from institutions.models import Organ
from publishing.live.connection import live_reading
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db

REASON = {"reason_fr": "Publié par erreur.", "reason_en": "Published by mistake."}


def is_live(organ) -> bool:
    with live_reading():
        return Organ.objects.filter(pk=organ.pk).exists()


def test_reason_is_asked_for_in_every_public_language():
    assert WithdrawalForm({"reason_fr": "Erreur."}).errors.keys() == {"reason_en"}
    form = WithdrawalForm(REASON)
    assert form.is_valid()
    assert form.reason == {"fr": "Publié par erreur.", "en": "Published by mistake."}


def test_record_is_withdrawn_and_stays_at_the_desk(desk):
    organ = make.published(make.organ())

    answer = pages.confirm(desk, pages.withdrawal(organ), **REASON)

    assert answer.url == pages.form(organ)
    assert Organ.objects.filter(pk=organ.pk).exists()
    assert not is_live(organ)


def test_without_a_reason_nothing_is_withdrawn_and_it_is_asked_for(desk):
    organ = make.published(make.organ())

    page = pages.confirm(desk, pages.withdrawal(organ), reason_fr="Erreur.")

    assert page.context["form"].errors.keys() == {"reason_en"}
    assert is_live(organ)


def test_who_may_not_publish_withdraws_nothing(signed_in):
    organ = make.published(make.organ())
    editor = signed_in("view_organ", "change_organ", "submit_records")
    assert User.objects.count() == 1

    assert editor.get(pages.withdrawal(organ)).status_code == 403
    assert is_live(organ)
