"""One screen links the points of a document to what takes them up."""

import pytest
from django.urls import reverse

from institutions.admin.point_links import records_found
from publishing.models import Revision
from summits.models import Decision
from tests import factories as make
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def links_screen(document):
    return reverse("admin:institutions_document_point_links", args=[document.pk])


def unticked(page, record) -> dict:
    """What a browser sends of the page once the boxes of a record are unticked."""
    sent = form_of(page)
    return {
        name: [value for value in values if not (name.startswith("lien-") and value == str(record.pk))]
        for name, values in sent.items()
    }


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


def test_linking_costs_the_same_with_one_and_three_points(desk, django_assert_max_num_queries):
    document = make.document()
    for _ in range(3):
        make.decision(links={"points": [make.point(document)]})

    with django_assert_max_num_queries(20):
        desk.get(links_screen(document))


def test_only_points_without_a_link_are_shown_when_asked_for(desk):
    document = make.document()
    linked, left = make.point(document), make.point(document)
    make.decision(links={"points": [linked]})

    narrowed = desk.get(links_screen(document), {"voir": "a-relier"})

    assert [line[0] for line in narrowed.context["lines"]] == [left]


def test_records_are_found_by_all_the_words_or_the_reference_whatever_the_accents():
    decision = make.decision(name_fr="Force unifiée")
    make.decision(name_fr="Force")

    assert records_found(Decision, "UNIFIEE force") == records_found(Decision, decision.reference) == [decision.pk]
    assert records_found(Decision, "force banque") == []
