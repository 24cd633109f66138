"""What an earlier version has read of files is read again, and what is public with it."""

from io import StringIO

import pytest
from django.core.management import call_command

from archive.examination import CHANGES, COMMENTS, HIDDEN, READING
from archive.models import StoredFile
from archive.store import path_of
from editions.models import ContentVersion, SearchEntry
from publishing.live.connection import live_reading
from publishing.live.publish import publish
from tests.archive import odt
from tests.readers.files.test_views import document_with

pytestmark = pytest.mark.django_db

ODT = odt.made("".join(odt.HIDING[name][0] for name in ("deleted words", "a comment within a word", "a hidden field")))


def run(**options) -> str:
    said = StringIO()
    call_command("read_files", stdout=said, stderr=said, **options)
    return said.getvalue()


@pytest.fixture
def published():
    """A published document whose file an earlier version has read, hidden words and all."""
    document = document_with(ODT, "Communiqué.odt")
    StoredFile.objects.update(text="Le Conseil SECRET adopte.", reading=1, traces=[])
    publish([document])
    return document


def searched() -> list[str]:
    with live_reading():
        return sorted(SearchEntry.objects.values_list("file_text", flat=True))


def version() -> int:
    with live_reading():
        return ContentVersion.objects.current().number


def test_hidden_words_leave_the_search_at_once(published, client):
    before = version()
    assert published.get_absolute_url() in client.get("/fr/recherche/", {"q": "SECRET"}).text

    said = run()

    assert published.get_absolute_url() not in client.get("/fr/recherche/", {"q": "SECRET"}).text
    assert set(searched()) == {"Le Conseil adopte.\nIl félicite les forces.\nMasqué fin."}
    assert version() == before + 1
    assert "1 files read again, 1 published records searched anew" in said
    stored = StoredFile.objects.get()
    assert (stored.reading, stored.traces) == (READING, [CHANGES, COMMENTS, HIDDEN])


def test_what_this_version_has_read_is_not_read_again(published):
    run()
    before = version()

    assert run() == ""
    assert version() == before


def test_a_file_that_says_the_same_changes_nothing_public():
    publish([document_with()])
    StoredFile.objects.update(reading=1)
    before = version()

    assert "the same text" in run()
    assert version() == before
    assert StoredFile.objects.get().reading == READING


def test_a_missing_file_is_told_and_waits(published):
    stored = StoredFile.objects.get()
    path_of(stored.sha256).unlink()

    assert f"{stored.sha256} is missing" in run()
    assert StoredFile.objects.get().reading == 1


@pytest.mark.django_db(transaction=True)
def test_migrating_reads_what_an_earlier_version_has_read(published):
    call_command("migrate", verbosity=0)

    assert "SECRET" not in "".join(searched())


def test_what_was_confirmed_is_asked_again_when_more_is_found(published):
    StoredFile.objects.update(confirmed_at="2026-11-01T00:00:00Z", traces=[COMMENTS])

    run()

    assert StoredFile.objects.get().confirmed_at is None
