"""A cell names a row by what its record is called, and is read as it was written."""

import pytest
from django.core.exceptions import ValidationError

from exchange.schema.names import DeskNames
from exchange.spreadsheets.cells import Cell, CellWidget, key_named, link_widget
from institutions.models import Organ
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_link_is_written_as_a_name_and_read_again():
    organ = make.organ()
    widget = link_widget(Organ, DeskNames())

    assert widget.clean(widget.render(organ.pk)) == organ.pk
    assert (widget.render(None), widget.clean("")) == ("", None)


def test_a_name_of_nothing_is_refused():
    with pytest.raises(ValidationError):
        key_named(Organ, DeskNames(), "nulle-part")


def test_a_record_that_was_just_made_is_found_by_its_name():
    names = DeskNames()
    with pytest.raises(ValidationError):
        key_named(Organ, names, "college")
    organ = make.organ(slug="college")

    assert key_named(Organ, names, "college") == organ.pk


def test_a_cell_that_says_what_is_there_leaves_it_to_the_byte():
    organ, cell = Organ(name_fr="Collège "), Cell("name_fr", CellWidget())

    cell.save(organ, {"name_fr": "Collège"})
    assert organ.name_fr == "Collège "
    cell.save(organ, {"name_fr": "Conseil"})
    assert organ.name_fr == "Conseil"
