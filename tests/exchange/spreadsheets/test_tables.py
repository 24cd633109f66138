"""The tables of a record type: its rows, those of its parts, and what is wrong with a sheet."""

import pytest

from exchange.spreadsheets.sheets import Sheet
from exchange.spreadsheets.tables import legend, tables_of
from institutions.models import Organ
from publishing.registry import record_type_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    return next(iter(tables_of(record_type_of(Organ)).values()))


def test_a_record_is_a_row_known_by_its_reference(table):
    organ = make.organ(name_fr="Collège")
    make.organ(name_fr="Autre")

    sheet = table.sheet([organ.pk])

    ((_number, row),) = sheet.rows
    said = dict(zip(sheet.columns, row, strict=True))
    assert (said["reference"], said["name_fr"]) == (organ.reference, "Collège")


def test_columns_that_are_not_known_given_twice_or_missing_are_told(table):
    sheet = Sheet("", ["nom", "slug", "slug"], [])

    assert [(line, column) for line, column, _words in table.errors_of(sheet)] == [
        (1, "nom"),
        (1, "slug"),
        (1, "slug"),
        (1, "reference"),
    ]


def test_rows_that_are_nothing_or_another_row_are_told(table):
    organ = make.organ()
    rows = [(2, [organ.reference]), (3, [organ.reference]), (4, ["AES-O-1999-999"]), (5, [""])]

    assert [number for number, *_rest in table.unknown_rows(Sheet("", ["reference"], rows))] == [3, 4]


def test_each_column_is_explained(table):
    assert [row[1] for row in legend({table.name: table})] == list(table.cells)
