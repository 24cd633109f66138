"""What a decision tells of the deed where its own steps say nothing of it."""

from datetime import date

import pytest

from summits.views.decision import headline_with_deed
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture
def decision(db):
    decision = make.decision()
    make.decision_step(decision, "adopted", occurred="2025-01-10")
    return decision


def told(decision):
    return headline_with_deed(decision, decision.headline_on(DAY))


def test_a_decision_leads_to_the_items_that_carry_it_and_not_to_related_ones(decision):
    carrier = make.decision_link(decision=decision, extent="whole").item
    make.decision_link(decision=decision, extent="related")

    assert [item for item, _headline in told(decision).carriers] == [carrier]


def test_a_decision_tells_of_the_mandates_it_gave_before_any_item(decision):
    make.decision_link(decision=decision, extent="whole")
    given, to_come = make.mandate(started_on=date(2025, 2, 1)), make.mandate(started_on=date(2026, 5, 1))
    decision.mandates.set([given, to_come])

    assert (told(decision).mandates, told(decision).carriers) == ((given,), ())


def test_a_decision_whose_steps_tell_of_the_deed_speaks_for_itself(decision):
    make.decision_link(decision=decision, extent="whole")
    make.decision_step(decision, "launched", occurred="2025-03-01")

    assert told(decision).carriers == ()
