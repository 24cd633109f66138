"""Entries enter their tables, parts after their records."""

import pytest

from exchange.dossier.entries import Entry
from exchange.dossier.writing import by_shape, rows_of
from exchange.schema.errors import Place
from exchange.schema.record_types import Collection
from institutions.models import Office
from publishing.registry import record_type_of

IDS = [f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2)]


@pytest.fixture
def office():
    collection = Collection(record_type_of(Office))
    record, place = collection.shapes[0], Place("offices.yaml", 1)
    part = next(shape for shape in collection.shapes if shape.is_part)
    return Entry(record, IDS[0], place, parts={"mandates": [Entry(part, IDS[1], place)]})


def test_a_part_is_written_after_its_record_and_knows_it(office):
    families = list(by_shape([office]).values())

    assert [[(row.id, owner.id) for row, owner in rows] for rows in families] == [
        [(IDS[0], IDS[0])],
        [(IDS[1], IDS[0])],
    ]


def test_rows_stand_for_entries_by_type_and_key(office):
    assert [(type(row), str(row.pk)) for row in rows_of([office])] == [(Office, IDS[0])]
