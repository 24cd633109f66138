"""What tables are told of records that stand on two axes."""

import pytest

from institutions.models.headlined import Headlined
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_tables_are_told_the_head_and_what_each_state_stands_at():
    item, mali = make.roadmap_item(), make.state("ML")
    adopted = make.roadmap_step(item, "adopted", occurred="2025-01-10")
    of_state = make.roadmap_step(item, "begun", occurred="2025-02", state=mali)

    told = {row.state_id: (row.step_id, row.since) for row in item.current_statuses()}

    assert told == {None: (adopted.pk, "2025-01-10"), mali.pk: (of_state.pk, "2025-02")}


def test_tables_are_told_nothing_of_a_record_without_steps():
    assert make.roadmap_item().current_statuses() == []


def test_each_kind_of_record_says_what_its_facts_are():
    with pytest.raises(NotImplementedError):
        Headlined.headline_facts(make.roadmap_item())
