"""Links of items as rows: how those of an older register became rows, and what old editions say of them."""

import uuid

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from editions.models import Change, Edition
from institutions.models import Status
from publishing.live.publish import Refused, publish
from publishing.registry import record_type_of
from publishing.snapshots import DESK, LIVE, ids_by_type, read_snapshots
from readers.editions.diff import changed_fields, changes, taken_of
from summits.models import DecisionLink, RoadmapItem
from tests import factories as make


def texts_of(record):
    return [next(iter(read_snapshots(ids_by_type([record]), schema).values())).text for schema in (DESK, LIVE)]


@pytest.mark.django_db(transaction=True)
def test_links_of_an_older_register_become_rows_in_both_schemas():
    link = make.decision_link()
    make.published(link.item)

    call_command("migrate", "summits", "0005_two_axes", verbosity=0)
    call_command("migrate", verbosity=0)

    moved = DecisionLink.objects.get()
    assert (moved.item_id, moved.decision_id, moved.extent) == (link.item_id, link.decision_id, "related")
    assert moved.pk == uuid.uuid5(link.item_id, str(link.decision_id))
    on_desk, in_live = texts_of(link.item)
    assert on_desk == in_live


@pytest.mark.django_db(transaction=True)
def test_statuses_of_an_older_register_learn_their_axis_in_both_schemas():
    adopted = make.published(make.status("adopted", axis="", text_stage=None))
    own = make.published(make.status("launched", axis="text", deed_stage=None))

    call_command("migrate", "institutions", "0007_two_axes", verbosity=0)
    call_command("migrate", verbosity=0)

    adopted.refresh_from_db()
    assert (adopted.axis, adopted.text_stage, adopted.deed_stage) == ("text", 5, None)
    assert Status.objects.get(pk=own.pk).axis == "text"
    for status in (adopted, own):
        on_desk, in_live = texts_of(status)
        assert on_desk == in_live


@pytest.mark.django_db
def test_an_edition_from_before_says_the_same_links():
    link = make.decision_link(id=uuid.uuid4())
    DecisionLink.objects.filter(pk=link.pk).update(id=uuid.uuid5(link.item_id, str(link.decision_id)))
    item = make.published(RoadmapItem.objects.get())
    today = Edition.objects.get(record_id=item.pk)
    before = Edition(record_id=item.pk, snapshot=as_once(today.snapshot))

    kind = record_type_of(item)
    old, new = taken_of(kind, before), taken_of(kind, today)

    assert before.snapshot != today.snapshot
    assert (changes(old, new), changed_fields(old, new)) == ([], [])


def as_once(snapshot):
    """An edition as it was taken before links were rows and steps had an axis."""
    rows = {name: found for name, found in snapshot.items() if "link" not in name}
    former = [
        {"roadmapitem_id": r["item_id"], "decision_id": r["decision_id"]} for r in snapshot["summits_decisionlink"]
    ]
    steps = [{name: v for name, v in row.items() if name != "axis"} for row in snapshot["summits_roadmapstep"]]
    return rows | {"summits_roadmapitem_decisions": former, "summits_roadmapstep": steps}


@pytest.mark.django_db
def test_a_decision_is_linked_once():
    link = make.decision_link()

    with pytest.raises(IntegrityError), transaction.atomic():
        make.decision_link(link.item, decision=link.decision)


@pytest.mark.django_db
def test_an_axis_is_made_precise_after_publication_without_an_entry_in_the_feeds():
    step = make.roadmap_step()
    make.published(step.item)
    told = Change.objects.count()

    step.axis = "deed"
    step.save()
    publish([step.item])

    assert Change.objects.count() == told
    assert Edition.objects.filter(record_id=step.item_id).count() == 2


@pytest.mark.django_db
def test_a_published_look_keeps_its_facts():
    check = make.published(make.check())
    check.covers_until = "2026-03-01"
    check.save()

    with pytest.raises(Refused, match="couvre jusqu’au"):
        publish([check])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"covers_until": "2026-03-05"}, "check_covers_no_later_than_looked"),
        ({"scope": "pillar"}, "check_of_a_pillar_names_it"),
        ({"scope": "source"}, "check_of_a_source_names_it"),
    ],
)
def test_a_look_that_cannot_be_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.check(**fields)


@pytest.mark.django_db
def test_both_schemas_have_the_tables_of_links_and_looks():
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, tablename FROM pg_tables WHERE tablename = ANY(%s)", [list(TABLES)])
        assert set(cursor.fetchall()) == {(schema, table) for schema in ("public", "live") for table in TABLES}


TABLES = ("summits_decisionlink", "summits_documentlink", "summits_check")
