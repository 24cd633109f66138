"""Points found in the text of a communiqué, however it numbers them and however its lines are broken."""

import pytest

from institutions.extraction import JOINED, LEFT_OUT, POINT, extract


def points(text):
    return [(found.number, found.text) for found in extract(text) if found.use == POINT]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. Un\n2. Deux\n3. Trois", ["1", "2", "3"]),
        ("1- Un\n2- Deux", ["1", "2"]),
        ("1) Un\n2) Deux", ["1", "2"]),
        ("1° Un\n2° Deux", ["1", "2"]),
        ("1 – Un\n2 – Deux", ["1", "2"]),
        ("1.1. Un\n1.2. Deux", ["1.1", "1.2"]),
        ("I. Un\nII. Deux\nIII. Trois\nIV. Quatre", ["I", "II", "III", "IV"]),
        ("Article premier : Un\nArticle 2 : Deux\nArt. 3 – Trois", ["1", "2", "3"]),
        ("Premièrement, Un\nDeuxièmement, Deux", ["1", "2"]),
        ("– Un\n– Deux", ["", ""]),
        ("• Un\n• Deux", ["", ""]),
        ("1. Un :\na) premier\nb) second\n2. Deux :\na) encore", ["1", "1.a", "1.b", "2", "2.a"]),
    ],
)
def test_numbering(text, numbers):
    assert [number for number, _text in points(text)] == numbers


def test_broken_lines_and_words_are_joined():
    text = "1. Le Collège dé-\ncide de créer une banque\nd’investissement\n2. Il remercie, c’est-à-\ndire"

    assert points(text) == [
        ("1", "Le Collège décide de créer une banque d’investissement"),
        ("2", "Il remercie, c’est-à-dire"),
    ]


def test_number_at_the_beginning_of_a_broken_line_is_none():
    assert points("1. Réuni à Bamako le 23 décembre\n2025. Le Collège\n12. a décidé\n2. Deux") == [
        ("1", "Réuni à Bamako le 23 décembre 2025. Le Collège 12. a décidé"),
        ("2", "Deux"),
    ]


def test_each_point_keeps_its_page_and_numbers_of_pages_are_no_text():
    found = extract("1. Un\nPage 1/2\n\f2\n2. Deux\nsuite")

    assert [(line.number, line.text, line.page) for line in found] == [("1", "Un", 1), ("2", "Deux suite", 2)]


def test_what_comes_before_and_after_the_points_is_left_out_and_shown():
    found = extract("COMMUNIQUÉ FINAL\n\n1. Un\n\nEt ceci encore.\n\nFait à Bamako, le 23 décembre 2025")

    assert [(line.text, line.use) for line in found] == [
        ("COMMUNIQUÉ FINAL", LEFT_OUT),
        ("Un", POINT),
        ("Et ceci encore.", JOINED),
        ("Fait à Bamako, le 23 décembre 2025", LEFT_OUT),
    ]


def test_closing_formula_is_no_part_of_the_last_point():
    assert points("1. Un\nsuite\nFait à Bamako, le 23 décembre 2025") == [("1", "Un suite")]


def test_number_printed_twice_is_given_once():
    assert [number for number, _text in points("1. Un\n2. Deux\n1. Encore un")] == ["1", "2", ""]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Le Collège décide de créer la banque", "decision"),
        ("Les États s’engagent à financer", "commitment"),
        ("Il recommande aux ministres", "recommendation"),
        ("Il félicite le Président", "congratulation"),
        ("Il suit la situation", "statement"),
    ],
)
def test_kind_is_proposed_by_the_verb(text, kind):
    (found,) = extract(f"1. {text}")

    assert found.kind == kind


@pytest.mark.parametrize("text", ["", "\n\n\f\n", "   "])
def test_nothing_in_nothing(text):
    assert extract(text) == []
