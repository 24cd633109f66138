"""The page of components, and the pages that say what went wrong."""

import importlib

import pytest
from django.test import RequestFactory
from django.urls import clear_url_caches

from aes_site import urls
from aes_site.assets.components import ComponentsView


def test_the_page_of_components_is_for_developers_only(client, db, settings):
    assert client.get("/_composants/", follow=True).status_code == 404
    settings.DEBUG = True
    try:
        importlib.reload(urls)
        assert "components" in {getattr(pattern, "name", None) for pattern in urls.urlpatterns}
    finally:
        settings.DEBUG = False
        importlib.reload(urls)
        clear_url_caches()


def test_it_shows_every_component_in_both_schemes_and_directions(db):
    response = ComponentsView.as_view()(RequestFactory().get("/_composants/")).render()
    text = response.content.decode()

    assert response.status_code == 200
    assert [
        text.count(f'class="variant {scheme}" dir="{way}"') for scheme in ("light", "dark") for way in ("ltr", "rtl")
    ] == [1] * 4
    assert text.count('<svg class="organigram"') == 4
    assert "style=" not in text.partition("<body>")[2]


@pytest.mark.parametrize(("language", "words"), [("fr", "Cette page n’existe pas"), ("en", "This page does not exist")])
def test_a_missing_page_says_so_in_the_language_of_its_address(client, db, language, words):
    response = client.get(f"/{language}/nulle/part/")
    assert response.status_code == 404
    assert words in response.text
