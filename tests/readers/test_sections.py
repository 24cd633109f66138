"""Sections: which a record belongs to, by its type and the path of its page."""

import pytest

from readers.sections import SECTIONS, kind_of, section_of


@pytest.mark.parametrize(
    ("record_type", "path", "word", "kind"),
    [
        ("summits.meeting", "/fr/sommets/bamako/", "sommets", "sommet"),
        ("summits.meeting", "/en/reunions/gao/", "reunions", "réunion"),
        ("summits.roadmap", "/fr/feuille-de-route/an-i/", "feuille-de-route", "feuille de route"),
        ("summits.roadmapitem", "/fr/feuille-de-route/item/x/", "feuille-de-route", "point de la feuille de route"),
        ("aes_site.page", "/fr/methode/", "pages", "page"),
    ],
)
def test_a_record_belongs_to_a_section_and_is_called_by_its_type(record_type, path, word, kind):
    assert (section_of(record_type, path).word, kind_of(record_type, path)) == (word, kind)


def test_what_is_no_record_has_no_section():
    assert section_of("institutions.pillar", "/fr/") is None


def test_a_section_is_named_by_its_first_model():
    assert SECTIONS["feuille-de-route"].name == "points de la feuille de route"
    assert SECTIONS["sommets"].record_types == ("summits.meeting",)
