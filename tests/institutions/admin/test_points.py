"""The points of a document: taken out of its text, checked, saved once, and linked to what takes them up."""

import pytest
from django.urls import reverse

from institutions.models import Point
from institutions.points import linking_fields, unlinked_points
from publishing.models import Revision
from tests import factories as make
from tests import files
from tests.desk import pages
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


# Extraction


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


# Links


def unticked(page, record) -> dict:
    """What a browser sends of the page once the boxes of a record are unticked."""
    sent = form_of(page)
    return {
        name: [value for value in values if not (name.startswith("lien-") and value == str(record.pk))]
        for name, values in sent.items()
    }


def test_decisions_and_items_of_the_roadmap_link_to_points():
    assert {field.model.__name__ for field in linking_fields()} == {"Decision", "RoadmapItem"}


def test_likely_records_are_offered_and_ticked_ones_are_linked(desk):
    document = make.document()
    point = make.point(document, text_fr="Il est décidé de créer la Banque confédérale d’investissement")
    decision = make.decision(name_fr="Banque confedérale d’investissement")
    item = make.roadmap_item(name_fr="Banque confédérale")
    make.decision(name_fr="Force unifiée")

    page = desk.get(links_screen(document))
    ((_point, groups, _words),) = page.context["lines"]
    assert [[record for record, _ticked in group["rows"]] for group in groups] == [[decision], [item]]
    names = [group["name"] for group in groups]
    desk.post(links_screen(document), {"point": str(point.pk), names[0]: str(decision.pk), names[1]: str(item.pk)})

    assert (list(point.decisions.all()), list(point.roadmap_items.all())) == ([decision], [item])
    assert Revision.objects.filter(record_id=decision.pk, by="editrice").exists()


def test_a_search_finds_more_and_keeps_what_is_ticked(desk):
    document = make.document()
    point, decision, ticked = make.point(document), make.decision(name_fr="Force unifiée"), make.decision()
    name = f"lien-decision-{point.pk}"

    page = desk.post(
        links_screen(document),
        {"point": str(point.pk), name: str(ticked.pk), f"mots-{point.pk}": "UNIFIEE force", "_search": "1"},
    )

    ((_point, groups, _words),) = page.context["lines"]
    assert groups[0]["rows"] == [(ticked, True), (decision, False)]
    assert not point.decisions.exists()


def test_link_that_is_unticked_is_taken_off_and_others_stay(desk):
    document = make.document()
    point, other = make.point(document), make.point()
    decision = make.decision(links={"points": [point, other]})

    desk.post(links_screen(document), unticked(desk.get(links_screen(document)), decision))

    assert list(decision.points.all()) == [other]


def test_link_that_a_colleague_added_or_took_off_meanwhile_stays_so(desk):
    document = make.document()
    point = make.point(document)
    kept, removed = (make.decision(links={"points": [point]}) for _ in range(2))
    added, mine = make.decision(), make.roadmap_item()
    page = desk.get(links_screen(document))
    added.points.add(point)
    removed.points.clear()

    desk.post(links_screen(document), form_of(page) | {f"lien-roadmapitem-{point.pk}": str(mine.pk)})

    assert set(point.decisions.all()) == {kept, added}
    assert list(point.roadmap_items.all()) == [mine]


def test_a_search_keeps_what_was_shown_at_first(desk):
    document = make.document()
    point = make.point(document)
    decision, added = make.decision(links={"points": [point]}), make.decision()
    page = desk.get(links_screen(document))
    added.points.add(point)

    page = desk.post(links_screen(document), form_of(page) | {"_search": "1"})
    desk.post(links_screen(document), unticked(page, decision))

    assert list(point.decisions.all()) == [added]


def test_link_is_made_though_a_colleague_linked_the_point_meanwhile(desk):
    document = make.document()
    point = make.point(document)
    theirs, mine = make.decision(), make.decision()
    narrowed = f"{links_screen(document)}?voir=a-relier"
    page = desk.get(narrowed)
    theirs.points.add(point)

    desk.post(narrowed, form_of(page) | {f"lien-decision-{point.pk}": str(mine.pk)})

    assert set(point.decisions.all()) == {theirs, mine}


def test_who_may_not_change_decisions_may_not_link(signed_in):
    document = make.document()
    make.point(document)
    client = signed_in("change_document", name="autrice")

    assert client.post(links_screen(document), {}).status_code == 403


def test_key_that_is_none_is_refused(desk):
    point = make.point()

    answer = desk.post(links_screen(point.document), {"point": str(point.pk), f"lien-decision-{point.pk}": "x"})

    assert answer.status_code == 400


def test_points_not_linked_yet_are_seen_in_list_form_and_function(desk):
    document = make.document()
    linked, left = make.point(document), make.point(document)
    make.decision(links={"points": [linked]})

    assert list(unlinked_points()) == [left]
    assert [d.unlinked_points for d in desk.get(pages.list_of(type(document))).context["cl"].result_list] == [1]
    assert "1 point n’est encore relié" in desk.get(pages.form(document)).text
    narrowed = desk.get(links_screen(document), {"voir": "a-relier"})
    assert [line[0] for line in narrowed.context["lines"]] == [left]


def test_linking_costs_the_same_with_one_and_three_points(desk, django_assert_max_num_queries):
    document = make.document()
    for _ in range(3):
        make.decision(links={"points": [make.point(document)]})

    with django_assert_max_num_queries(20):
        desk.get(links_screen(document))


def test_document_page_names_items_that_take_up_a_point(client):
    point = make.point()
    item = make.roadmap_item(name_fr="Banque", links={"points": [point]})
    make.published(item)

    assert item.get_absolute_url() in client.get(point.document.get_absolute_url()).text
    assert Point.objects.count() == 1
