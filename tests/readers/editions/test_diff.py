"""The published editions of a record: what each changed, any two compared, what is withdrawn never shown."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.live.publish import publish, withdraw
from readers.editions.diff import spoken_marks
from tests import factories as make

pytestmark = pytest.mark.django_db


def republished(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    publish([record])


def path(record, rest="", language="fr"):
    return f"/{language}/fiches/{record.reference}/editions/{rest}"


def visible(html) -> str:
    """The main part of a page as one line of text."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_each_edition_says_what_it_changed(client):
    record = make.published(make.topic(name_fr="Notion", definition_fr="Un mot"))
    republished(record, definition_fr="Deux mots", name_fr="La notion")
    publish_with_sentence(record)

    text = visible(client.get(path(record)).text)

    assert re.findall(r"Édition nᵒ\s(\d)", text) == ["3", "2", "1"]
    assert "Modifié : Thème (français), Définition (français)" in text
    assert "Une phrase pour les abonnés" in text
    assert "Nouveau dans le registre" in text


def publish_with_sentence(record):
    record.definition_fr = "Trois mots"
    record.save()
    publish([record], signal={"fr": "Une phrase pour les abonnés"})


def test_a_note_between_editors_is_not_shown(client):
    record = make.published(make.topic(), note="Relire avant lundi")
    assert "Relire" not in client.get(path(record)).text


def test_two_editions_are_compared_word_by_word_with_words_for_it(client):
    record = make.published(make.topic(definition_fr="La banque commune"))
    republished(record, definition_fr="La banque confédérale")

    html = client.get(path(record) + "?de=1&a=2").text

    assert re.search(r"<del>.{0,60}retiré\u00a0: </span>commune<span", html)
    assert re.search(r"<ins>.{0,60}ajouté\u00a0: </span>confédérale<span", html)
    assert '<meta name="robots" content="noindex">' in html


def test_the_order_in_which_editions_are_asked_for_does_not_matter(client):
    record = make.published(make.topic(definition_fr="Avant"))
    republished(record, definition_fr="Après")
    tables = [client.get(path(record) + query).text.partition("<table")[2].partition("</table>")[0] for query in
              ("?de=1&a=2", "?de=2&a=1")]  # fmt: skip
    assert tables[0] == tables[1] != ""


@pytest.mark.parametrize("query", ["?de=1&a=9", "?de=1", "?de=1&a=1", "?de=x&a=2", "?de=1&a=\0"])
def test_what_cannot_be_compared_is_refused_in_words(client, query):
    record = make.published(make.topic())
    republished(record, name_fr="Autre")
    answer = client.get(path(record) + query)
    assert answer.status_code == 404
    assert "Choisissez deux éditions publiées de cette fiche." in answer.text


def test_an_edition_keeps_its_words_at_its_address(client):
    record = make.decision(name_fr="Premier titre")
    make.decision_step(record, text_fr="Attendu du sommet")
    make.published(record)
    republished(record, name_fr="Second titre")

    first = visible(client.get(path(record, "1/")).text)

    assert "Premier titre" in first
    assert "Attendu du sommet" in first
    assert "Elle a été remplacée depuis" in first
    assert "C’est l’édition en cours" in visible(client.get(path(record, "2/")).text)
    assert client.get(path(record, "3/")).status_code == 404


def test_an_edition_is_read_in_the_readers_language_and_in_french_for_want_of_it(client):
    record = make.published(
        make.topic(name_fr="Notion", name_en="Notion in English", definition_fr="Rien qu’en français")
    )
    text = visible(client.get(path(record, "1/", "en")).text)
    assert "Notion in English" in text
    assert "Rien qu’en français" in text
    assert "Theme (français)" not in text


def test_a_permanent_address_leads_to_an_edition(client):
    record = make.published(make.topic(name_en="Notion"))
    answer = client.get(f"/r/{record.reference}/1", headers={"accept-language": "en"})
    assert (answer.status_code, answer["Location"]) == (303, path(record, "1/", "en"))
    assert "Accept-Language" in answer["Vary"]


def test_the_text_of_a_withdrawn_edition_never_comes_back(client):
    record = make.published(make.topic(name_fr="Secret de famille"))
    republished(record, name_fr="Secret de famille, suite")
    withdraw([record], reason="Erreur de source.")
    for rest in ("", "1/", "?de=1&a=2"):
        answer = client.get(path(record, rest))
        assert answer.status_code == 410
        assert "Secret" not in answer.text
    record.name_fr = "Tout autre chose"
    record.save()
    publish([record])

    listed, old, compared = (client.get(path(record, rest)) for rest in ("", "1/", "?de=1&a=3"))

    assert [answer.status_code for answer in (listed, old, compared)] == [200, 410, 404]
    assert not any("Secret" in answer.text for answer in (listed, old, compared))
    assert "Erreur de source." in listed.text
    assert "Erreur de source." in old.text
    assert "Tout autre chose" in client.get(path(record, "3/")).text


def test_a_link_to_what_is_no_longer_public_has_no_name(client):
    meeting = make.meeting(name_fr="Réunion confidentielle")
    topic = make.published(make.topic(links={"meetings": [meeting]}), meeting)
    topic.meetings.clear()
    publish([topic])
    withdraw([meeting], reason="Erreur.")

    for rest in ("1/", "?de=1&a=2"):
        text = client.get(path(topic, rest)).text
        assert "confidentielle" not in text
        assert "ce qui n’est plus publié" in text


def test_an_edition_older_than_a_field_is_still_read(client):
    record = make.published(make.topic(name_fr="Notion"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE live.editions_edition SET snapshot = snapshot #- '{summits_topic,0,definition_fr}'"
            " #- '{summits_topic_persons}'"
        )
    assert "Notion" in client.get(path(record, "1/")).text


def test_editions_cost_the_same_however_many_there_are(client):
    one, many = make.published(make.topic()), make.published(make.topic())
    republished(one, name_fr="Titre")
    for n in range(4):
        republished(many, name_fr=f"Titre {n}", definition_fr=f"Définition {n}")

    counts = []
    for record in (one, many):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path(record)).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_a_record_without_a_page_has_its_editions_too(client):
    gap = make.published(make.gap(text_fr="On ne sait pas"))
    assert "On ne sait pas" in client.get(path(gap, "1/")).text


def test_marks_are_said_in_words_too():
    said = spoken_marks("un <del>deux</del>", "del", "retiré :")
    assert said == 'un <del><span class="hidden">[retiré : </span>deux<span class="hidden">]</span></del>'
