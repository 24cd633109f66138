"""A record is deleted only while nobody sees it and nobody is to decide about it; the history keeps it."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from institutions.models import Organ
from publishing.history.revisions import versions_of
from publishing.models import Revision
from publishing.review.deletion import is_submitted
from publishing.review.submissions import cancel
from tests import factories as make

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create(username="writer")


def test_what_readers_see_is_withdrawn_first():
    organ = make.published(make.organ(name_fr="Collège"))

    with pytest.raises(ProtectedError) as refusal, transaction.atomic():
        Organ.objects.filter(pk=organ.pk).delete()

    assert refusal.value.args[0] == f"Organe «{NBSP}Collège{NBSP}» est en ligne{NBSP}: retirez d’abord la fiche."
    assert Organ.objects.filter(pk=organ.pk).exists()


def test_what_is_submitted_stays_until_that_is_over(organ, submission, writer):
    assert is_submitted(organ)
    with pytest.raises(ProtectedError, match="est soumise à relecture"), transaction.atomic():
        organ.delete()

    cancel(submission, by=writer)

    assert not is_submitted(organ)
    organ.delete()
    assert not Organ.objects.filter(pk=organ.pk).exists()


def test_history_keeps_what_was_deleted_and_parts_go_unasked():
    organ = make.organ()
    make.organ_step(organ)
    pk = organ.pk

    organ.delete()

    last = versions_of("institutions.organ", pk)[0]
    assert (last.action, Revision.objects.filter(record_type="institutions.organstep").count()) == ("deleted", 0)
