import pytest
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.html import escape
from django.utils.translation import get_language_info

from aes_site.localization.languages import EXTRA_LANGUAGES, LANGUAGES, PUBLIC_LANGUAGES


def test_languages_of_readers_are_languages_of_the_register():
    assert set(PUBLIC_LANGUAGES) <= {code for code, _name in LANGUAGES}


@pytest.mark.parametrize("code", EXTRA_LANGUAGES)
def test_django_knows_every_language_that_may_be_added(code):
    assert get_language_info(code)["bidi"] == EXTRA_LANGUAGES[code][2]


def test_languages_django_knows_keep_their_own_entry():
    assert LANG_INFO["ar"]["name"] == "Arabic"


def test_changing_the_language_keeps_what_was_asked(client, db):
    asked = "?pilier=defence&au=2025-06-01"

    page = client.get(f"/fr/feuille-de-route/{asked}").text

    assert f'<a href="/en/feuille-de-route/{escape(asked)}" hreflang="en" lang="en">' in page
    assert f'<link rel="alternate" hreflang="en" href="{settings.SITE_URL}/en/feuille-de-route/">' in page


def test_a_list_in_another_language_begins_at_its_first_page(client, db):
    page = client.get("/fr/recherche/?q=banque&page=1").text

    assert '<a href="/en/recherche/?q=banque" hreflang="en" lang="en">' in page
