"""The organigram: each organ once, as trees and as a drawing of them."""

import re

import pytest
from django.utils.translation import override

from institutions.organigram import draw, organigram
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


class Fake:
    """An organ as the tree needs it."""

    def __init__(self, pk, parent_id=None):
        self.pk, self.parent_id, self.level, self.branches = pk, parent_id, "confederal", []


def outline(organs):
    return [(organ.pk, outline(organ.branches)) for organ in organs]


@pytest.mark.parametrize(
    ("organs", "expected"),
    [
        ([Fake("a"), Fake("b", "a")], [("a", [("b", [])])]),
        ([Fake("a", "a")], [("a", [])]),
        ([Fake("a", "b"), Fake("b", "a")], [("a", [("b", [])])]),
        ([Fake("x", "a"), Fake("a", "b"), Fake("b", "a")], [("x", []), ("a", [("b", [])])]),
    ],
)
def test_each_organ_stands_once_even_in_a_circle(organs, expected):
    assert [outline(roots) for _label, roots in organigram(organs)] == [expected]


def test_the_drawing_has_a_box_for_each_organ_of_a_tree_and_links_down(client):
    union = make.organ(name_fr="Union", level="union")
    college = make.organ(name_fr="Collège des chefs d’État et de gouvernement", parent=union)
    make.published(make.organ(name_fr="Conseil", parent=college), make.organ(name_fr="Seul", level="national"))

    text = page(client, "/fr/organes/")
    drawing = text.partition('<svg class="organigram"')[2].partition("</svg>")[0]

    assert drawing.count("<rect") == 3
    assert drawing.count("<path") == 2
    assert re.findall(r"<text[^>]*>([^<]+)</text>", drawing)[1:3] == ["Collège des chefs d’État", "et de gouvernement"]
    assert "Seul" not in drawing
    assert 'aria-hidden="true"' in drawing
    assert 'role="region"' in text
    assert all('tabindex="-1"' in link for link in re.findall("<a [^>]+>", drawing))


def test_organs_without_any_below_them_are_not_drawn(client):
    make.published(make.organ(), make.organ())
    assert "organigram" not in page(client, "/fr/organes/")


def test_right_to_left_the_roots_stand_on_the_right():
    root = Fake("a")
    root.branches = [Fake("b", "a")]
    ltr = {box.organ.pk: box.x for box in draw([root], lambda organ: organ.pk).boxes}
    with override("ar"):
        rtl = {box.organ.pk: box.x for box in draw([root], lambda organ: organ.pk).boxes}

    assert ltr == {"a": 0, "b": 228}
    assert rtl == {"a": 228, "b": 0}


def test_the_organigram_nests_organs_below_their_parents(client):
    union = make.organ(name_fr="Union", level="union")
    college = make.organ(name_fr="Collège", parent=union)
    council = make.organ(name_fr="Conseil", parent=college)
    make.published(council, make.organ(name_fr="Comité", level="national"))

    text = page(client, "/fr/organes/")

    tree = text.partition('class="tree"')[2].partition("</main>")[0]
    outline = re.findall(r"<ul>|</ul>|(?<=>)(?:Union|Collège|Conseil|Comité)(?=</a>)", tree)
    assert outline == [
        *("<ul>", "Union", "<ul>", "Collège", "<ul>", "Conseil", "</ul>", "</ul>", "</ul>"),
        *("<ul>", "Comité", "</ul>"),
    ]


def test_an_organ_whose_parent_is_not_published_in_this_language_is_still_listed(client):
    parent = make.organ(name_fr="Parent")
    make.published(make.organ(name_fr="Enfant", name_en="Child", parent=parent))

    text = page(client, "/en/organes/")

    assert "Child</a>" in text
    assert "Parent" not in text
