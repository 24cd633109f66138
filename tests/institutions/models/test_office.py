"""Offices, and who holds them from when to when."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from institutions.models import Office
from institutions.models.office import Mandate
from publishing.models import Facets
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_office_is_filed_under_its_organ_and_state():
    organ, state = make.organ(slug="college"), make.state("ML")

    assert make.office(organ=organ, state=state).facets() == Facets(organs=("college",), states=("ML",))
    assert make.office().facets() == Facets()


def test_office_is_found_by_those_who_hold_it():
    office = make.office(name_fr="Présidence", summary_fr="<p>Un an</p>")
    make.mandate(office, person=make.person(name="Assimi Goïta"))

    text = office.search_text("fr")

    assert (text.title, text.summary, text.body) == ("Présidence", "Un an", "Assimi Goïta")


def test_two_mandates_of_one_office_do_not_overlap_unless_held_jointly():
    office = make.office()
    make.mandate(office, started_on="2024-07-06", ended_on="2025-12-23")

    with pytest.raises(IntegrityError, match="mandate_no_overlap"), transaction.atomic():
        make.mandate(office, started_on="2025-12-22")
    make.mandate(office, started_on="2025-12-22", is_joint=True)
    make.mandate(office, started_on="2025-12-23")
    assert Office.objects.get(pk=office.pk).mandates.count() == 3


def test_mandate_that_ends_before_it_begins_is_refused_in_words():
    mandate = Mandate(office=make.office(), person=make.person(), started_on="2025-02-01", ended_on="2025-01-01")

    with pytest.raises(ValidationError, match="se termine avant d’avoir commencé"):
        mandate.full_clean()
