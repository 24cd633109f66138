"""Pages of a pack: the file of each, and links that lead from file to file."""

import pytest
from django.conf import settings

from readers.offline import pages

FILES = {"/fr/": "index.html", "/fr/sommets/": "sommets/index.html", "/fr/sommets/bamako/": "sommets/bamako/index.html"}


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/fr/", "index.html"),
        ("/fr/sommets/bamako/", "sommets/bamako/index.html"),
        ("/fr/decisions/?page=2", "decisions/page-2.html"),
    ],
)
def test_the_file_of_a_page_lies_where_its_address_says(address, file):
    assert pages.file_of(address) == file


def test_a_list_goes_on_with_its_next_page():
    page = "<a rel='x' href='?y'>1</a><a rel=\"next\" href=\"?page=2&amp;q=a\">Suivant</a>"
    assert pages.next_page("/fr/decisions/", page) == "/fr/decisions/?page=2&q=a"
    assert pages.next_page("/fr/decisions/", "<a href='?page=1'>1</a>") is None


@pytest.mark.parametrize(
    ("link", "relinked"),
    [
        ("/fr/", "../../index.html"),
        ("/fr/sommets/#liste", "../index.html#liste"),
        ("#sources", "#sources"),
        ("/fr/sommets/bamako/#sources", "#sources"),
        ("/fr/recherche/?q=a&amp;b=1", f"{settings.SITE_URL}/fr/recherche/?q=a&amp;b=1"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_a_link_leads_to_a_file_of_the_pack_or_to_the_site(link, relinked):
    page = pages.linked(f'<a href="{link}">x</a>', "/fr/sommets/bamako/", FILES)
    assert page == f'<a href="{relinked}">x</a>'
