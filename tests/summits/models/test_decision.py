"""Decisions: when they stand, under what they are filed, how they are cited."""

from datetime import date

import pytest
from django.db import IntegrityError

from publishing.models import CitedAs, Facets
from summits.models.decision import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db


def read(decision):
    """As the database has it now, with no ledger read before."""
    return Decision.objects.get(pk=decision.pk)


def test_day_is_the_end_of_its_date_else_of_when_it_was_said():
    assert Decision(decided="2025-12-22/2025-12-23").day == date(2025, 12, 23)
    assert Decision(as_of="2025-11").day == date(2025, 11, 30)
    assert (Decision().day, Decision().year, Decision().begun) == (None, None, None)
    assert Decision(decided="2025-12-22/2026-01-01").begun == date(2025, 12, 22)


def test_decision_is_filed_under_what_it_names():
    decision = make.decision(organ=make.organ(slug="college"), pillar=make.pillar("defense"), decided="2025-12-23")
    make.decision_step(decision, "adopted")

    assert read(decision).facets() == Facets(
        pillar="defense", organs=("college",), statuses=decision.ledger.statuses(), year=2025
    )
    assert make.decision().facets() == Facets()


def test_decision_is_found_by_its_reference_and_steps():
    decision = make.decision(name_fr="Créer la banque", text_fr="<p>La banque</p>")
    make.decision_step(decision, text_fr="Les statuts sont adoptés.")

    text = decision.search_text("fr")

    assert (text.title, text.summary) == ("Créer la banque", "La banque")
    assert text.body == f"{decision.reference}\nLes statuts sont adoptés."


def test_decision_is_legislation_once_dated_and_taken():
    make.status("adopted", family="done")
    decision = make.decision(decided="2025-12-23", organ=make.organ(name_fr="Collège"), text_fr="La banque")
    assert (decision.cited_as, decision.structured_data()) == (CitedAs.PAGE, {"description": "La banque"})

    make.decision_step(decision, "adopted")
    told = read(decision).structured_data()

    assert read(decision).cited_as is CitedAs.LEGISLATION
    assert (told["@type"], told["legislationDate"], told["legislationLegalForce"]) == (
        "Legislation",
        "2025-12-23",
        False,
    )
    assert read(decision).author == "Collège"


def test_step_that_names_a_decision_names_the_link():
    with pytest.raises(IntegrityError, match="decision_step_names_its_link"):
        make.decision_step(resulting_decision=make.decision())
