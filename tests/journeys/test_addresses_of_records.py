"""One record at one address: what former, withdrawn and missing ones answer."""

import pytest

from publishing.live.publish import withdraw
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_a_former_address_leads_to_the_current_one(client):
    topic = make.published(make.topic(slug="ancien"))
    topic.slug = "nouveau"
    topic.save()
    make.published(topic)

    response = client.get("/fr/themes/ancien/")

    assert (response.status_code, response["Location"]) == (301, "/fr/themes/nouveau/")


def test_an_address_changed_on_the_desk_only_stays_as_it_is(client):
    topic = make.published(make.topic(slug="ancien"))
    topic.slug = "nouveau"
    topic.save()

    assert client.get("/fr/themes/ancien/").status_code == 200
    assert client.get("/fr/themes/nouveau/").status_code == 404


def test_a_withdrawn_record_says_so_and_why_but_no_longer_what(client):
    topic = make.published(make.topic(name_fr="Titre retiré"))
    withdraw([topic], reason="Publiée par erreur.")

    text = page(client, f"/fr/themes/{topic.slug}/", status=410)

    assert "Publiée par erreur." in text
    assert topic.reference in text
    assert "Titre retiré" not in text
    assert client.get(f"/r/{topic.reference}").status_code == 410


def test_a_record_without_english_has_no_english_page_but_a_link_to_the_french_one(client):
    topic = make.published(make.topic(name_fr="Souveraineté"))

    text = page(client, f"/en/themes/{topic.slug}/", status=404)

    assert f'<a href="/fr/themes/{topic.slug}/" hreflang="fr" lang="fr">' in text
    assert "Souveraineté" not in page(client, "/en/themes/")
