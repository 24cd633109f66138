"""The points of a document: taken out of its text, checked, and saved once."""

import pytest
from django.urls import reverse

from institutions.admin.points import settled, told
from publishing.models import Revision
from tests import factories as make
from tests import files
from tests.forms import form_of
from tests.readers.files.test_views import document_with

pytestmark = pytest.mark.django_db

TEXT = "COMMUNIQUÉ\n\n1. Le Collège décide de créer la banque confédérale\n2. Il félicite le Mali\n"


def screen(document):
    return reverse("admin:institutions_document_points", args=[document.pk])


def links_screen(document):
    return reverse("admin:institutions_document_point_links", args=[document.pk])


def read(desk, document, **sent):
    return desk.post(screen(document), {"_read": "1"} | sent)


def press(desk, document, page, button, **typed):
    return desk.post(screen(document), form_of(page) | typed | {button: "1"})


def saved(document):
    return [(point.number, point.text_fr, point.kind) for point in document.points.all()]


def test_pasted_text_becomes_points_once_it_is_checked(desk):
    document = make.document()

    page = read(desk, document, text=TEXT)
    assert document.points.count() == 0
    assert [form["use"].value() for form in page.context["rows"]] == ["left_out", "point", "point"]

    answer = press(desk, document, page, "_save")

    assert answer["Location"] == links_screen(document)
    assert saved(document) == [
        ("1", "Le Collège décide de créer la banque confédérale", "decision"),
        ("2", "Il félicite le Mali", "congratulation"),
    ]
    assert Revision.objects.filter(record_id=document.pk, by="editrice").count() == 1


@pytest.mark.parametrize("content", [files.scanned_pdf(), files.image()])
def test_pages_that_are_pictures_are_called_so(desk, content):
    page = read(desk, make.document(), upload=files.upload(content))

    assert "ses pages sont sans doute des images" in page.text
    assert page.context["rows"] is None


@pytest.mark.parametrize(
    "content",
    [
        files.pdf("1. Un\n2. Deux"),
        files.docx("1. Un", "2. Deux"),
        files.odt("1. Un", "2. Deux"),
        files.numbered_docx("Un", "Deux", "a"),
    ],
)
def test_points_of_an_uploaded_file(desk, content):
    page = read(desk, make.document(), upload=files.upload(content))

    assert [form["text"].value() for form in page.context["rows"]][:2] == ["Un", "Deux"]


def test_points_of_the_file_of_the_document_keep_their_page(desk):
    document = document_with(files.pdf("1. Un", "2. Deux"))

    page = read(desk, document, stored=document.files.get().sha256)
    press(desk, document, page, "_save")

    assert [point.page for point in document.points.all()] == [1, 2]


def test_without_text_the_screen_says_so(desk):
    assert "pas de texte à lire" in read(desk, make.document()).text


def test_file_that_is_refused_is_refused_here_too(desk):
    page = read(desk, make.document(), upload=files.upload(b"MZ" + b"\0" * 600))

    assert "Ce fichier n’est ni un PDF" in page.text


def test_lines_are_merged_and_cut_without_anything_being_saved(desk):
    document = make.document()
    page = read(desk, document, text="1. Un\n2. Deux\n3. Trois")
    typed = {"lignes-1-use": "joined", "lignes-2-text": "Trois\n\nQuatre"}

    page = press(desk, document, page, "_again", **typed)

    rows = [(form["number"].value(), form["text"].value()) for form in page.context["rows"]]
    assert rows == [("1", "Un Deux"), ("3", "Trois"), ("", "Quatre")]
    assert document.points.count() == 0


def test_same_text_again_adds_nothing(desk):
    document = make.document()
    for _ in range(2):
        press(desk, document, read(desk, document, text=TEXT), "_save")

    assert document.points.count() == 2


def test_point_with_another_wording_is_the_same_point(desk):
    document = make.document()
    point = make.point(
        document, number="1", text_fr="Le Collège crée la banque", text_en="The College creates the bank"
    )

    page = read(desk, document, text=TEXT)
    assert "Le Collège crée la banque" in page.text
    press(desk, document, page, "_save")

    point.refresh_from_db()
    assert (point.text_fr, point.text_en) == (
        "Le Collège décide de créer la banque confédérale",
        "The College creates the bank",
    )
    assert document.points.count() == 2


def test_what_somebody_saved_meanwhile_is_not_written_twice(desk):
    document = make.document()
    page, other = read(desk, document, text=TEXT), read(desk, document, text=TEXT)
    press(desk, document, other, "_save")

    press(desk, document, page, "_save")

    assert document.points.count() == 2


def test_wording_that_somebody_saved_meanwhile_is_shown_before_it_is_replaced(desk):
    document = make.document()
    point = make.point(document, number="1", text_fr="Le Collège crée la banque")
    page = read(desk, document, text=TEXT)
    point.text_fr = "Le Collège crée la banque d’investissement"
    point.save()

    page = press(desk, document, page, "_save")

    point.refresh_from_db()
    assert (point.text_fr, document.points.count()) == ("Le Collège crée la banque d’investissement", 1)
    assert "ne sont plus ceux qui étaient montrés" in page.text
    assert "Le Collège crée la banque d’investissement" in page.text
    press(desk, document, page, "_save")
    point.refresh_from_db()
    assert (point.text_fr, document.points.count()) == ("Le Collège décide de créer la banque confédérale", 2)


def test_refusal_of_the_database_loses_nothing(desk):
    document = make.document()
    page = read(desk, document, text="1. Un\n2. Deux")

    page = press(desk, document, page, "_save", **{"lignes-1-number": "1"})

    assert "Rien n’a été enregistré, et rien n’est perdu" in page.text
    assert [form["text"].value() for form in page.context["rows"]] == ["Un", "Deux"]
    assert document.points.count() == 0


def test_who_may_not_change_documents_may_not_extract(signed_in):
    client, document = signed_in("view_document", name="lectrice"), make.document()

    assert client.get(screen(document)).status_code == 403
    assert client.post(screen(document), {"_read": "1", "text": TEXT}).status_code == 403


def test_lines_are_settled_by_what_was_asked_of_them():
    asked = {"kind": "decision", "page": 1, "shown": "x"}
    rows = [
        asked | {"use": "joined", "number": "1", "text": "Un"},
        asked | {"use": "joined", "number": "", "text": "et demi"},
        asked | {"use": "left_out", "number": "2", "text": "Deux\r\n\r\nTrois"},
    ]

    lines = [(line.use, line.number, line.text, line.shown) for line in settled(rows)]

    assert lines == [
        ("point", "1", "Un et demi", "x"),
        ("left_out", "2", "Deux", "x"),
        ("left_out", "", "Trois", ""),
    ]


def test_what_was_saved_is_counted():
    assert told(1, 2).replace("\N{NO-BREAK SPACE}", " ") == "1 point ajouté, 2 modifiés."
