"""A publication is read once: what it changes is asked of one changeset by all that is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.live.changeset import Changeset, fetch_records, with_address
from publishing.live.connection import live_path
from publishing.review.submissions import approve, execute, submit
from publishing.snapshots import ids_by_type
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organs():
    """One that readers see as it is, one that says something else on the desk, one that is new."""
    same, changed, new = make.organ(), make.organ(name_fr="Avant"), make.organ()
    make.published(same, changed)
    changed.name_fr = "Après"
    changed.save()
    return same, changed, new


def key(organ):
    return "institutions.organ", organ.pk


def test_what_readers_see_as_it_is_does_not_change(organs):
    same, changed, new = organs
    changeset = Changeset.of_desk(organs)

    assert changeset.before.keys() == {key(same), key(changed)}
    assert changeset.after.keys() == {key(same), key(changed), key(new)}
    assert changeset.changed.keys() == {key(changed), key(new)}


def test_what_is_new_to_readers_is_created_and_the_rest_replaced(organs):
    _same, changed, new = organs
    changeset = Changeset.of_desk(organs)

    assert list(changeset.created) == [key(new)]
    assert changeset.replaced == {key(changed): changeset.before[key(changed)]}
    assert changeset.withdrawn == {}


def test_only_what_is_live_is_withdrawn(organs):
    same, changed, _new = organs
    changeset = Changeset.of_withdrawal(ids_by_type(organs))

    assert changeset.withdrawn.keys() == changeset.moved.keys() == {key(same), key(changed)}
    assert changeset.changed == {}


def test_what_was_frozen_is_published_whatever_the_desk_says_since(organs):
    _same, changed, _new = organs
    frozen = Changeset.of_desk(organs).after
    changed.name_fr = "Encore"
    changed.save()

    assert Changeset.of_snapshots(frozen) == Changeset(Changeset.of_desk(organs).before, frozen)


def test_records_are_fetched_once_from_either_schema(organs, django_assert_num_queries):
    _same, changed, new = organs
    changeset = Changeset.of_desk([changed, new])

    assert changeset.records == {key(changed): changed, key(new): new}
    with live_path():
        assert [record.name_fr for record in changeset.live_records.values()] == ["Avant"]
    with django_assert_num_queries(0):
        assert (len(changeset.records), len(changeset.live_pages)) == (2, 1)


def test_vocabulary_has_no_page():
    place, organ = make.place(), make.organ()
    records = fetch_records(ids_by_type([place, organ]))

    assert set(records.values()) == {place, organ}
    assert with_address(records) == {key(organ): organ}


def test_a_submission_carried_out_reads_once_what_is_live(django_user_model):
    writer, reviewer = (django_user_model.objects.create(username=name) for name in ("writer", "reviewer"))
    organ = make.published(make.organ(name_fr="Avant"))
    organ.name_fr = "Après"
    organ.save()
    with CaptureQueriesContext(connection) as submitting:
        submission = submit([organ], by=writer, note="Nouveau nom")
    approved = approve(submission, by=reviewer)
    with CaptureQueriesContext(connection) as executing:
        execute(approved, by=reviewer)

    assert [reads_of_live(queries) for queries in (submitting, executing)] == [1, 1]


def reads_of_live(queries) -> int:
    """How many statements took snapshots of what readers see."""
    return sum("FROM live.institutions_organ record" in query["sql"].replace('"', "") for query in queries)
