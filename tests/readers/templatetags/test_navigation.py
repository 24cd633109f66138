"""Links of the head and foot, which say where the reader is."""

import pytest

from readers.templatetags.navigation import link


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/fr/sommets/", ' aria-current="page"'),
        ("/fr/sommets/bamako/", ' aria-current="true"'),
        ("/fr/decisions/", ""),
    ],
)
def test_a_section_is_marked_where_the_page_is_it_or_lies_in_it(path, marked):
    assert link(path, "/fr/sommets/", "sommets") == f'<a href="/fr/sommets/"{marked}>Sommets</a>'
