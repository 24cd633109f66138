"""Records as canonical JSON: taken from either schema, put into one, and what no longer fits."""

import json
from dataclasses import replace

import pytest

from institutions.models import Organ
from publishing.snapshots import (
    DESK,
    LIVE,
    cleaned,
    delete_live_rows,
    has_todays_shape,
    ids_by_type,
    ids_of,
    read_snapshots,
    records_on_desk,
    unclean_texts,
    write_snapshots,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def taken(record, schema=DESK):
    return read_snapshots(ids_by_type([record]), schema).get((record._meta.label_lower, record.pk))


def test_same_record_is_the_same_text_in_both_schemas():
    organ = make.organ()
    make.organ_step(organ)
    make.published(organ)

    assert taken(organ).text == taken(organ, LIVE).text
    assert taken(organ).sha256 == taken(organ, LIVE).sha256


def test_snapshot_holds_the_row_its_parts_and_their_links():
    organ = make.organ(name_fr="Collège")
    step = make.organ_step(organ)
    rows = taken(organ).rows

    assert rows["institutions_organ"][0]["name_fr"] == taken(organ).title == "Collège"
    assert [row["id"] for row in rows["institutions_organstep"]] == [str(step.pk)]
    assert [row["organstep_id"] for row in rows["institutions_organstep_evidence"]] == [str(step.pk)]


def test_what_is_not_in_a_schema_is_left_out():
    assert taken(make.organ(), LIVE) is None


def test_what_is_written_takes_the_place_of_what_was_there():
    organ = make.organ(name_fr="Avant")
    step = make.organ_step(organ)
    before = taken(organ)
    step.delete()
    Organ.objects.filter(pk=organ.pk).update(name_fr="Après")

    write_snapshots([before], DESK)

    assert taken(organ) == before


def test_live_rows_leave_with_their_parts_and_the_desk_keeps_them():
    organ = make.organ()
    make.organ_step(organ)
    make.published(organ)

    delete_live_rows(ids_by_type([organ]))

    assert (taken(organ, LIVE), taken(organ) is None) == (None, False)


def dirty(organ):
    shot = taken(organ)
    return replace(shot, text=shot.text.replace('"Présentation"', '"<p onclick=a()>Un <b>mot</b></p>"'))


def test_rich_texts_written_without_the_field_are_cleaned_and_no_other_text_is_touched():
    organ = make.organ()

    assert {place[:2] for place in unclean_texts(dirty(organ))} == {("institutions_organ", "0")}
    assert cleaned(dirty(organ)).rows["institutions_organ"][0]["summary_fr"] == "<p>Un <strong>mot</strong></p>"
    assert cleaned(taken(organ)) == taken(organ)


@pytest.mark.parametrize(
    "change", [lambda rows: rows["institutions_organ"][0].pop("slug"), lambda rows: rows.popitem()]
)
def test_snapshot_of_other_columns_or_tables_has_not_todays_shape(change):
    shot = taken(make.organ())
    assert has_todays_shape(shot)

    change(rows := json.loads(shot.text))

    assert not has_todays_shape(replace(shot, text=json.dumps(rows)))


def test_keys_are_gathered_by_type_once_each():
    organ, person = make.organ(), make.person()
    ids = {kind.label: keys for kind, keys in ids_by_type([organ, person, organ]).items()}

    assert ids == {"institutions.organ": [organ.pk], "institutions.person": [person.pk]}
    assert ids_of([("institutions.organ", organ.pk)]) == ids_by_type([organ])


def test_records_that_the_desk_no_longer_has_are_left_out():
    organ, gone = make.organ(), make.organ()
    ids = ids_by_type([organ, gone])
    gone.delete()

    assert records_on_desk(ids) == {("institutions.organ", organ.pk): organ}
