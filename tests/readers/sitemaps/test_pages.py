"""Which pages a sitemap lists."""

import pytest

from readers.default_pages import shown_by_default
from readers.sitemaps.pages import SITE_VIEWS, Page, page_of_record, pages_of_site


def test_a_page_in_no_default_language_has_no_default():
    assert Page({"en": "/en/x/", "ar": "/ar/x/"}, None).alternates == {"en": "/en/x/", "ar": "/ar/x/"}
    assert Page({"en": "/en/x/"}, None).alternates == {}


def test_the_rows_of_a_record_are_one_page():
    rows = [
        {"language": "en", "path": "/en/x/", "changed": None},
        {"language": "fr", "path": "/fr/x/", "changed": None},
    ]
    assert page_of_record(rows) == Page({"en": "/en/x/", "fr": "/fr/x/"}, None)


@pytest.mark.django_db
def test_pages_about_everything_are_in_every_language():
    pages = pages_of_site(None)
    assert len(pages) == len(SITE_VIEWS) + len(shown_by_default())
    assert pages[0].paths == {"fr": "/fr/", "en": "/en/"}
    assert pages[-1].paths == {"fr": "/fr/mentions-legales/", "en": "/en/mentions-legales/"}
