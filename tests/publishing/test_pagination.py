"""Pages that begin after a record: none is skipped, none shown twice, whatever is unknown."""

import pytest
from django.http import QueryDict

from publishing.pagination import UnknownCursorError, page_of
from sources.models import Source
from tests import factories as make
from tests.every import every

pytestmark = pytest.mark.django_db

# In the order of the list: what has no date comes first, since dates descend.
DATES = [None, None, "2025-12-23", "2025-12-23", "2025-12-23", "2024", "2023-05"]


@pytest.fixture
def sources():
    made = [make.source(published_on=date) for date in DATES]
    ordered = sorted(made[:2], key=lambda s: s.slug) + sorted(made[2:5], key=lambda s: s.slug) + made[5:]
    return [source.reference for source in ordered]


def page(query="", size=2):
    return page_of(Source.objects.all(), QueryDict(query).dict(), size=size)


def references(found):
    return [source.reference for source in found.rows]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
def test_following_pages_show_everything_once_there_and_back(sources, size):
    seen, found = [], page(size=size)
    pages = [found]
    seen += references(found)
    while found.next:
        found = page(f"apres={found.next['apres']}", size)
        pages.append(found)
        seen += references(found)
    assert seen == sources

    back = references(found)
    while found.previous:
        found = page(f"avant={found.previous['avant']}", size)
        back = references(found) + back
    assert back == sources
    assert not pages[0].previous


def test_a_page_may_begin_with_any_record(sources):
    for n, reference in every(enumerate(sources)):
        found = page(f"fiche={reference}")
        assert references(found) == sources[n : n + 2]
        assert bool(found.previous) is bool(n)


def test_a_cursor_that_names_nothing_is_refused(sources):
    for query in ("apres=AES-S-1900-001", "avant=x", "fiche=y"):
        with pytest.raises(UnknownCursorError):
            page(query)
