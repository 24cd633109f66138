"""What a page that confirms is made of: a rehearsal that leaves nothing, and what was read before it is confirmed."""

import pytest
from django.urls import reverse

from desk.review.confirmation import Comparisons, dry_run
from institutions.models import Organ
from publishing.errors import Refused
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def refuse():
    raise Refused(["Non."])


def test_rehearsal_says_why_it_would_be_refused_and_leaves_nothing():
    assert dry_run(lambda: make.organ()) is None
    assert dry_run(lambda: (make.organ(), refuse())).errors == ["Non."]
    assert Organ.objects.count() == 0


def test_each_record_is_new_the_same_or_changed():
    changed, same = make.published(make.organ()), make.published(make.organ())
    Organ.objects.filter(pk=changed.pk).update(name_fr="Autre nom")

    items = Comparisons([make.organ(), same, changed]).items

    assert [item["state"] for item in items] == ["new", "same", "changed"]
    assert [[difference.after for difference in item["differences"]] for item in items] == [[], [], ["Autre nom"]]


def test_digest_changes_with_what_was_shown():
    organ = make.organ()
    before = Comparisons([organ]).digest
    assert Comparisons([organ]).digest == before

    Organ.objects.update(name_fr="Autre nom")

    assert Comparisons([organ]).digest != before


def test_nothing_chosen_leads_back_with_a_word(desk):
    page = desk.get(reverse("admin:submit"), follow=True)

    assert [str(message) for message in page.context["messages"]] == ["Choisissez d’abord une fiche."]


def test_who_may_not_submit_sees_no_page(signed_in):
    reader = signed_in("view_organ")

    assert reader.get(pages.submission(make.organ())).status_code == 403
