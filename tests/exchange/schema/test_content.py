"""The tables as entries in plain values: what a dossier, the manifest and the open data are made of."""

import pytest

from exchange.schema.content import Content
from exchange.schema.record_types import collections
from tests import factories as make

pytestmark = pytest.mark.django_db


def entry(name, row):
    return Content(collections()).entries[name][str(row.pk)]


def test_entry_says_what_differs_from_the_defaults_with_its_links_by_name():
    passage = make.passage(make.source(slug="le-sahel"), locator="L3")
    decision = make.decision(slug="banque", organ=make.organ(slug="college"), links={"evidence": [passage]})

    found = entry("decisions", decision)

    assert (found["organ"], found["evidence"]) == ("college", [{"source": "le-sahel", "at": "L3"}])
    assert "meeting" not in found
    assert "steps" not in found


def test_parts_stand_within_their_record():
    decision = make.decision()
    step = make.decision_step(decision, "adopted")

    (part,) = entry("decisions", decision)["steps"]

    assert (part["id"], part["status"]) == (str(step.pk), "adopted")


def test_row_is_known_by_its_slug_and_by_its_reference():
    decision = make.decision(slug="banque")
    names = Content(collections()).names

    assert names.name(type(decision), decision.pk) == "banque"
    assert names.id(type(decision), decision.reference) == str(decision.pk)


def test_content_costs_the_same_however_many_rows(django_assert_num_queries):
    shapes = [shape for collection in collections().values() for shape in collection.shapes]
    statements = len(shapes) + sum(len(shape.many) for shape in shapes)
    for _n in range(3):
        make.decision_step(make.decision(links={"evidence": [make.passage()]}))
        with django_assert_num_queries(statements):
            Content(collections())
