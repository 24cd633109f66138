"""A rich text is cleaned whichever way it is saved."""

import pytest

from institutions.models import Organ
from publishing.rich.fields import is_rich, rich_columns
from tests import factories as make

DIRTY, CLEAN = "<p onclick=a()>Un <b>mot</b></p>", "<p>Un <strong>mot</strong></p>"


@pytest.mark.django_db
def test_saved_by_a_form_by_code_or_in_bulk_it_is_clean():
    organ = make.organ(summary_fr=DIRTY)
    organ.refresh_from_db()
    assert organ.summary_fr == CLEAN

    Organ.objects.filter(pk=organ.pk).update(summary_fr=DIRTY.replace("mot", "autre"))
    organ.refresh_from_db()
    assert organ.summary_fr == CLEAN.replace("mot", "autre")


def test_a_form_reads_it_clean():
    assert Organ._meta.get_field("summary_fr").to_python(DIRTY) == CLEAN
    assert Organ._meta.get_field("summary_fr").to_python(None) is None


def test_migrations_know_it_as_a_text():
    assert Organ._meta.get_field("summary").deconstruct()[1] == "django.db.models.TextField"


def test_columns_are_one_for_each_language():
    assert [name for name in rich_columns(Organ) if name.startswith("summary")] == [
        "summary_fr",
        "summary_en",
        "summary_ar",
    ]
    assert (is_rich(Organ, "summary"), is_rich(Organ, "name")) == (True, False)
