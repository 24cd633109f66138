"""Documents, their files, points and ratifications."""

import pytest
from django.db import IntegrityError

from institutions.models.document import Document, DocumentFile, Point
from publishing.models import CitedAs, Facets
from tests import factories as make

SHA = "a" * 64


@pytest.mark.parametrize(
    ("kind", "text_state", "cited_as"),
    [
        ("treaty", "signed", CitedAs.LEGISLATION),
        ("treaty", "draft", CitedAs.PAGE),
        ("communique", "published", CitedAs.REPORT),
    ],
)
def test_document_is_cited_by_its_kind_once_adopted(kind, text_state, cited_as):
    assert Document(kind=kind, text_state=text_state).cited_as is cited_as


def test_document_is_told_to_machines_as_legislation_only_where_it_is():
    treaty = Document(kind="treaty", text_state="signed", dated="2024-07-06").structured_data()

    assert (treaty["@type"], treaty["legislationDate"]) == ("Legislation", "2024-07-06")
    told = Document(kind="communique", text_state="published").structured_data()
    assert (told["@type"], told["dateCreated"]) == ("DigitalDocument", None)


@pytest.mark.django_db
def test_document_is_filed_under_what_it_names():
    organ, pillar = make.organ(slug="college"), make.pillar("defense")
    document = make.document(submitted_to=organ, pillar=pillar, state=make.state("ML"), dated="2025-12/2026-01")

    assert document.facets() == Facets(pillar="defense", organs=("college",), states=("ML",), year=2025)
    assert make.document().facets() == Facets()


@pytest.mark.django_db
def test_document_is_found_by_its_points_and_kept_files():
    document = make.document(name_fr="Communiqué", other_names_fr="Déclaration")
    make.point(document, text_fr="Le Collège décide.")
    kept = make.document_file(document, name="une.pdf", sha256=SHA, size=9)
    make.document_file(document, language="en")

    text = document.search_text("fr")

    assert (text.title, text.body) == ("Communiqué", "Déclaration\nLe Collège décide.")
    assert text.files == document.kept_files == (kept.kept,)


def test_file_without_a_copy_keeps_nothing():
    assert DocumentFile(url="https://example.org/a.pdf", sha256=SHA).kept is None
    assert DocumentFile(name="une.pdf", sha256=SHA, size=9, language="en").kept.language == "en"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "fields"),
    [("is_somewhere", {"url": ""}), ("kept_whole", {"name": "une.pdf", "sha256": SHA})],
)
def test_file_that_is_nowhere_and_copy_without_size_are_refused(constraint, fields):
    with pytest.raises(IntegrityError, match=f"document_file_{constraint}"):
        make.document_file(**fields)


def test_point_is_called_by_its_number_where_it_has_one():
    assert str(Point(number="7", text="Le Collège décide.")) == "7. Le Collège décide."
    assert str(Point(text="Le Collège décide.")) == "Le Collège décide."
