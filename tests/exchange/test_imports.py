"""What a file changes is rehearsed first; only what was shown is kept."""

import pytest

from exchange.imports import Brought, bring, lock
from exchange.schema.errors import FileRefused
from institutions.models import Organ
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename():
    organ = make.organ(name_fr="Collège")

    def act(by, note):
        before = lock([organ])
        Organ.objects.update(name_fr="Conseil")
        return Brought(before, read_snapshots(ids_by_type([organ]), DESK))

    return act


def test_a_rehearsal_says_what_would_change_and_keeps_nothing(rename):
    brought, is_done = bring(rename, by=None, note="")

    assert (len(brought.changed), is_done) == (1, False)
    assert Organ.objects.get().name_fr == "Collège"


def test_what_was_shown_is_done(rename):
    rehearsed, _is_done = bring(rename, by=None, note="")

    assert bring(rename, by=None, note="", shown=rehearsed.digest)[1]
    assert Organ.objects.get().name_fr == "Conseil"


def test_what_the_database_refuses_is_told_in_words():
    make.organ(slug="college")

    def act(by, note):
        make.organ(slug="college")

    with pytest.raises(FileRefused):
        bring(act, by=None, note="")
    assert Organ.objects.count() == 1
