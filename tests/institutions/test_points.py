"""Points found in a text beside those of a document, and what links to points."""

import pytest
from django.db import IntegrityError

from institutions.extraction import LEFT_OUT, POINT, Found
from institutions.points import (
    Checked,
    compared,
    link,
    linking_fields,
    save_points,
    suggestions,
    unlinked_points,
)
from publishing.models import Revision
from summits.models import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_decisions_and_items_of_the_roadmap_link_to_points():
    assert {field.model.__name__ for field in linking_fields()} == {"Decision", "RoadmapItem"}


def found(text, number="", use=POINT):
    return Found(text, number, use=use)


def test_line_is_the_point_of_its_number_else_of_its_words():
    document = make.document()
    numbered = make.point(document, number="1", text_fr="Créer la banque")
    worded = make.point(document, number="", text_fr="Il félicite le Mali pour la paix")

    rows = compared(
        [found("Créer une banque", "1"), found("Il félicite le Mali pour la  paix."), found("Autre", "2")],
        [numbered, worded],
    )

    assert [row.existing for row in rows] == [numbered, worded, None]
    assert [row.found.use for row in rows] == [POINT, LEFT_OUT, POINT]


def test_point_is_met_once_and_a_line_left_out_meets_none():
    point = make.point(number="1", text_fr="Un")

    rows = compared([found("Un", "1", LEFT_OUT), found("Un", "1"), found("Un", "1")], [point])

    assert [row.existing for row in rows] == [None, point, None]


def test_points_are_saved_after_those_there_are_and_counted(admin_user):
    document = make.document()
    old = make.point(document, position=5, number="1", text_fr="Un", text_en="One", page=3)

    counts = save_points(
        document, [Checked("1", "decision", "Un bis", existing=old), Checked("2", "statement", "Deux")], by=admin_user
    )

    assert counts == (1, 1)
    assert list(document.points.values_list("position", "number", "text_fr", "text_en", "page")) == [
        (5, "1", "Un bis", "One", 3),
        (6, "2", "Deux", "", None),
    ]
    assert Revision.objects.filter(record_id=document.pk, by=admin_user.get_username()).count() == 1


def test_points_are_saved_all_or_none(admin_user):
    document = make.document()

    with pytest.raises(IntegrityError):
        save_points(document, [Checked("1", "decision", text) for text in ("Un", "Un autre")], by=admin_user)

    assert not document.points.exists()


def test_point_is_unlinked_until_a_decision_or_an_item_takes_it_up():
    document = make.document()
    decided, followed, left = (make.point(document) for _ in range(3))
    elsewhere = make.point()
    make.decision(links={"points": [decided]})
    make.roadmap_item(links={"points": [followed]})

    assert list(unlinked_points([document])) == [left]
    assert set(unlinked_points()) == {left, elsewhere}


def test_records_whose_title_is_within_the_point_are_suggested():
    point = make.point(text_fr="Il est décidé de créer la Banque confédérale d’investissement")
    bank = make.decision(name_fr="Banque confedérale d’investissement")
    make.decision(name_fr="Force unifiée")

    assert suggestions(Decision, [point]) == {point.pk: [bank.pk]}


def test_links_are_added_and_taken_off_and_those_of_others_stay(admin_user):
    (field,) = (field for field in linking_fields() if field.model is Decision)
    point = make.point()
    removed, theirs = (make.decision(links={"points": [point]}) for _ in range(2))
    added = make.decision()

    changed = link({(field, point.pk): {added.pk}}, {(field, point.pk): {removed.pk}}, [point], by=admin_user)

    assert (changed, set(point.decisions.all())) == (2, {added, theirs})
