"""Records that a rich text may link to, found as an editor types."""

import pytest
from django.urls import reverse

from desk.forms.link_picker import TITLE_LENGTH
from publishing.rich.links import href_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def linkable(client, **asked):
    return client.get(reverse("admin:linkable"), asked)


def test_a_long_title_is_cut_where_lists_cut_it(desk):
    make.decision(name_fr="Instituer " + "très " * 40)

    (found,) = linkable(desk, q="instituer").json()["records"]

    assert len(found["title"]) == TITLE_LENGTH
    assert found["title"].endswith("…")


def test_records_are_found_by_words_without_accents_and_by_reference(desk):
    decision = make.decision(name_fr="Créer un prélèvement confédéral")
    make.decision(name_fr="Autre chose")

    for asked in ("prelevement confed", decision.reference):
        (found,) = linkable(desk, q=asked).json()["records"]
        assert found["href"] == href_of(decision)
        assert (found["title"], found["type"]) == ("Créer un prélèvement confédéral", "Décision")
        assert (found["reference"], found["state"]) == (decision.reference, "brouillon")


def test_title_is_in_the_language_of_the_text_if_it_exists_there(desk):
    make.decision(name_fr="Instituer", name_en="Establish")

    for language, title in (("en", "Establish"), ("ar", "Instituer"), ("xx", "Instituer")):
        (found,) = linkable(desk, q="instituer", langue=language).json()["records"]
        assert found["title"] == title


def test_the_record_of_a_link_is_named(desk):
    decision = make.decision(name_fr="Instituer")

    (found,) = linkable(desk, cle=href_of(decision)).json()["records"]

    assert found["title"] == "Instituer"


@pytest.mark.parametrize(
    "asked", [{}, {"q": "a"}, {"q": "\0\0"}, {"cle": "register:auth.user:1"}, {"q": "introuvable"}]
)
def test_nothing_is_found_for_no_question(desk, asked):
    make.decision(name_fr="a")

    assert linkable(desk, **asked).json() == {"records": []}


def test_only_types_that_the_editor_may_see_are_found(signed_in):
    decision, meeting = make.decision(name_fr="Mot commun"), make.meeting(name_fr="Mot commun")
    client = signed_in("view_meeting")

    assert [found["href"] for found in linkable(client, q="mot commun").json()["records"]] == [href_of(meeting)]
    assert linkable(client, cle=href_of(decision)).json() == {"records": []}


def test_who_is_not_at_the_desk_is_sent_to_sign_in(client):
    assert linkable(client, q="mot").status_code == 302
