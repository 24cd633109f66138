"""A member state, and what stands where in it."""

import re

import pytest

from institutions.views.state import ledgers_in, state_step_models
from publishing.models import path_in
from summits.models import DecisionStep, RoadmapStep
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_a_state_shows_where_each_item_stands_there_and_not_elsewhere(client):
    niger, item = make.state("NE"), make.roadmap_item(name_fr="La radio")
    make.roadmap_step(item, "begun", occurred="2025-01", state=niger, text_fr="Commencé au Niger")
    make.roadmap_step(item, "adopted", occurred="2025-02", state=niger, text_fr="Adopté au Niger")
    make.roadmap_step(item, "adopted", occurred="2025-03", text_fr="Adopté par tous")
    make.published(item, niger)

    text = page(client, path_in(niger, "fr"))

    assert re.findall(r"Commencé au Niger|Adopté au Niger|Adopté par tous", text) == ["Adopté au Niger"]


def test_a_state_shows_no_corrected_and_no_partial_step_as_where_an_item_stands(client):
    niger, item = make.state("NE"), make.roadmap_item()
    wrong = make.roadmap_step(item, "adopted", occurred="2025-06", state=niger, text_fr="Par erreur")
    make.roadmap_step(item, "begun", occurred="2025-01", state=niger, text_fr="Au Niger", corrects=wrong)
    make.roadmap_step(item, "adopted", occurred="2025-07", state=niger, text_fr="En partie", scope_fr="À Niamey")
    make.published(item, niger)

    assert re.findall("Par erreur|Au Niger|En partie", page(client, path_in(niger, "fr"))) == ["Au Niger"]


def test_ledgers_of_a_state_have_the_latest_step_of_each_record_there():
    niger = make.state("NE")
    item, decision = make.roadmap_item(), make.decision()
    latest = make.roadmap_step(item, "adopted", occurred="2025-02", state=niger)
    make.roadmap_step(item, "begun", occurred="2025-01", state=niger)
    make.roadmap_step(item, "adopted", occurred="2025-03", state=make.state("ML"))
    step = make.decision_step(decision, state=niger)

    found = {str(title): steps for title, steps in ledgers_in(niger)}

    assert found == {"décisions": [(decision, step)], "points de la feuille de route": [(item, latest)]}
    assert ledgers_in(make.state("BF")) == []


def test_only_steps_of_some_records_concern_one_state():
    assert set(state_step_models()) == {DecisionStep, RoadmapStep}
