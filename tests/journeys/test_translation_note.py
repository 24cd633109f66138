"""A page says what of it is in another language, or behind its French."""

import pytest

from publishing.live.publish import publish
from publishing.models import path_in
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "count"), [("en", 1), ("fr", 0)])
def test_page_says_how_far_it_is_behind(client, language, count):
    decision = make.published(make.decision(name_fr="Un", name_en="One"))
    decision.name_fr = "Deux"
    decision.save()
    publish([decision])

    text = page(client, path_in(decision, language))

    assert text.count("This translation is 1 change behind the French.") == count
    assert text.count("est en retard de") == 0


def test_page_of_a_translation_in_time_says_nothing(client):
    decision = make.published(make.decision(name_fr="Un", name_en="One"))

    assert "behind the French" not in page(client, path_in(decision, "en"))


def test_a_passage_in_another_language_is_marked_and_the_page_says_so(client):
    decision = make.decision(name_fr="Décider", name_en="Decide", text_fr="Texte")
    make.published(decision)

    english, french = (page(client, path_in(decision, language)) for language in ("en", "fr"))

    assert '<div lang="fr" dir="ltr"><p>Texte</p></div>' in english
    assert 'role="note"' in english
    assert 'lang="fr" dir="ltr">Texte' not in french
    assert 'role="note"' not in french


def test_a_page_told_in_its_own_language_throughout_has_no_note(client):
    topic = make.published(make.topic(name_en="A topic", definition_fr="Définition", definition_en="Definition"))
    assert 'role="note"' not in page(client, path_in(topic, "en"))
