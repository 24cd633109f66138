"""What readers are told of a file before they fetch it."""

from types import SimpleNamespace

import pytest

from archive.templatetags.files import file_facts


@pytest.mark.parametrize(
    ("size", "pages", "words"),
    [(1_200_000, 14, "PDF, 1,2\N{NO-BREAK SPACE}Mo, 14 pages"), (None, 1, "PDF, 1 page"), (None, None, "PDF")],
)
def test_all_that_is_known_is_told_and_nothing_else(size, pages, words):
    assert file_facts(SimpleNamespace(media_type="application/pdf", size=size, pages=pages)) == words
