"""The organigram drawn, the birth of an organ, who sits in it, and what it is competent for."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from institutions.organigram import draw, organigram
from institutions.terms import line_of_terms, terms_of
from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db


class Fake:
    """An organ as the tree needs it."""

    def __init__(self, pk, parent_id=None):
        self.pk, self.parent_id, self.level, self.branches = pk, parent_id, "confederal", []


def page(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def section(text, title) -> str:
    return text.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]


def outline(organs):
    return [(organ.pk, outline(organ.branches)) for organ in organs]


# The organigram


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


# One organ


def test_the_birth_certificate_names_each_step_once_with_its_act(client):
    treaty = make.document(name_fr="Le traité")
    organ = make.organ()
    make.organ_step(organ, "created", occurred="2024-07-06", document=treaty)
    make.organ_step(organ, "announced", occurred="2023-09", document=None)
    make.organ_step(organ, "announced", occurred="2025-01")
    make.organ_step(organ, "created", occurred="2025-02", scope_fr="Une partie")
    make.published(organ)

    table = section(page(client, path_in(organ, "fr")), "Acte de naissance").partition("<tbody>")[2]

    assert re.findall(r"statut (\w+)</span></th><td><time datetime=\"([^\"]+)\"", table) == [
        ("announced", "2023-09"),
        ("created", "2024-07-06"),
    ]
    assert re.findall("aucun acte cité|Le traité</a>", table) == ["aucun acte cité", "Le traité</a>"]


def test_an_organ_of_which_nothing_is_known_says_so(client):
    organ = make.published(make.organ(level="union"))
    text = page(client, path_in(organ, "fr"))

    assert "Le registre ne connaît ni la date ni l’acte de sa création." in text
    assert "Aucune source citée par le registre ne le dit." in section(text, "Comment il décide")
    assert section(text, "Qui est compétent pour quoi").count("Aucun domaine n’est connu du registre.") == 3


def test_competences_stand_under_who_holds_them(client):
    organ = make.organ()
    make.competence(organ, domain_fr="Justice", holder="states")
    make.competence(organ, domain_fr="Défense", holder="confederal")
    make.published(organ)

    table = section(page(client, path_in(organ, "fr")), "Qui est compétent pour quoi")

    found = re.findall(r"Compétence [^<]+|Justice|Défense|Aucun domaine", table)
    assert found == ["Compétence confédérale", "Défense", "Compétence partagée", "Aucun domaine",
                     "Compétence des États", "Justice"]  # fmt: skip


def test_terms_are_drawn_from_start_to_end_and_planned_ends_below(client):
    organ = make.organ()
    office = make.office(organ=organ)
    make.mandate(office, started_on="2024-07-06", ended_on="2025-12-23", planned_end="2025-07")
    make.mandate(office, started_on="2025-12-23")
    make.mandate(office, person=make.person(name="Sans date"))
    make.published(organ, office)

    members = section(page(client, path_in(organ, "fr")), "Qui y siège, au fil du temps")

    assert re.findall(r'<rect class="(\w+)" x=', members) == ["open", "term", "due"]
    assert "début inconnu" in members
    assert page(client, path_in(office, "fr")).count('<svg class="track') == 2


def test_without_any_start_nothing_is_drawn():
    mandates = [make.mandate()]
    assert line_of_terms(mandates) is None
    assert terms_of(mandates, None) == [(mandates[0], None)]


def test_a_term_begun_today_or_later_does_not_break_the_drawing():
    office = make.office()
    today = make.mandate(office, started_on=date(2024, 1, 1), ended_on=date(2024, 1, 1))
    later = make.mandate(make.office(), started_on=date(2100, 1, 1))
    line = line_of_terms([today, later])

    assert [bool(track) for _mandate, track in terms_of([today, later], line)] == [False, True]
