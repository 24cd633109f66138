"""What the pages of prose say until the register has its own."""

import pytest

from readers.default_pages import default_page, shown_by_default, texts
from tests import factories as make


def test_each_page_has_a_title_in_both_languages():
    pages = [default_page(address) for address in texts()]

    assert len(pages) >= 4
    assert [bool(page.text_in(page.title_field, "fr") and page.text_in(page.title_field, "en")) for page in pages] == [
        True
    ] * len(pages)


def test_an_address_without_such_a_text_has_no_page():
    assert default_page("nulle-part") is None


@pytest.mark.django_db
def test_a_page_of_the_registers_own_takes_the_place_of_the_text():
    address, *others = texts()
    make.published(make.page(slug=address))

    assert shown_by_default() == others
