"""Records come back from a spreadsheet as drafts, all of them or none."""

import pytest
from django.db import transaction

from exchange.schema.errors import FileRefused
from exchange.spreadsheets.records import Import, export_csv
from exchange.spreadsheets.tables import tables_of
from institutions.models import Organ
from publishing.registry import record_type_of
from tests import factories as make

pytestmark = pytest.mark.django_db

KIND = record_type_of(Organ)


@pytest.fixture
def name():
    return next(iter(tables_of(KIND)))


def test_what_was_exported_and_changed_comes_back(name, django_user_model):
    organ, editor = make.organ(name_fr="Collège"), django_user_model.objects.create(username="editrice")
    data = export_csv(KIND, [organ.pk], name).replace("Collège".encode(), b"Conseil")

    with transaction.atomic():
        brought = Import(KIND, data, name).write(editor, "Nom")

    assert brought.changed == [(KIND.label, organ.pk)]
    assert Organ.objects.get().name_fr == "Conseil"


def test_a_file_without_what_a_row_is_known_by_changes_nothing(name, django_user_model):
    organ, editor = make.organ(name_fr="Collège"), django_user_model.objects.create(username="editrice")

    with pytest.raises(FileRefused):
        Import(KIND, b"name_fr\r\nConseil\r\n", name).write(editor, "Nom")

    organ.refresh_from_db()
    assert organ.name_fr == "Collège"
