"""A frozen record names what it is a state of, and gives it back as a snapshot."""

import pytest

from publishing.history.revisions import keep_revision, versions
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_frozen_record_is_a_snapshot_again():
    organ = make.organ()
    keep_revision(organ)
    revision = versions(organ).get()

    assert {revision.key: revision.as_snapshot} == read_snapshots(ids_by_type([organ]), DESK)
    assert revision.as_snapshot.sha256 == revision.sha256


def test_record_is_the_desks_or_none_once_it_is_deleted():
    organ = make.organ()
    keep_revision(organ)
    revision = versions(organ).get()
    assert revision.record == organ

    organ.delete()

    assert revision.record is None
