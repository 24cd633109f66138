"""The board: what each check finds, those that find something first."""

import pytest

from desk.home.health_board import board
from institutions.models import Organ
from publishing.health import HEALTH_CHECKS
from summits.models import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_check_has_a_line_and_those_that_find_something_come_first():
    make.published(make.organ())

    lines = board({Organ, Decision})

    assert {line.check.name for line in lines} == set(HEALTH_CHECKS)
    empty = [line.count == 0 for line in lines]
    assert empty == sorted(empty)


def test_line_leads_to_what_its_check_finds(desk):
    line = board(set())[0]

    assert line.address == f"/admin/sante/{line.check.name}/"
    assert desk.get(line.address).context["count"] == line.count == 0
