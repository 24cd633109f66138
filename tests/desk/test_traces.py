"""A file that holds more than is seen waits for an editor: confirmed as it is, or replaced by a cleaned copy."""

import pytest

from archive.examination import AUTHORS, COMMENTS
from archive.models import StoredFile
from archive.store import path_of
from archive.uploads import receive
from institutions.models import Document
from publishing.health import HEALTH_CHECKS
from publishing.live.publish import Refused, publish
from sources.models import Source
from tests import factories as make
from tests import files
from tests.archive import docx, odt, pdf
from tests.desk import pages
from tests.desk.review.test_submit_views import messages_of
from tests.readers.files.test_views import attached, document_with

pytestmark = pytest.mark.django_db

COMMENTED = odt.made(odt.HIDING["a comment within a word"][0])
WORDS = "le fichier «\u00a0Communiqué.odt\u00a0» contient des commentaires"


def decide(desk, document, decision):
    return pages.save(desk, pages.form(document), **{"files-0-traces": decision})


def problems_of(document) -> list[str]:
    with pytest.raises(Refused) as refused:
        publish([document])
    return refused.value.errors


@pytest.fixture
def commented():
    return document_with(COMMENTED, "Communiqué.odt")


def test_an_upload_that_holds_more_than_is_seen_is_told_of(desk):
    answer = attached(desk, make.document(), COMMENTED, "Communiqué.odt")

    assert any(WORDS in message for message in messages_of(answer))
    assert StoredFile.objects.get().traces == [COMMENTS]


def test_it_is_neither_submitted_nor_published(desk, commented):
    assert WORDS in desk.get(pages.submission(commented)).text
    assert any(WORDS in problem for problem in problems_of(commented))


def test_it_is_published_once_it_is_confirmed_as_it_is(desk, commented):
    sha256 = commented.files.get().sha256

    assert decide(desk, commented, "as_it_is").status_code == 302

    publish([commented])
    assert commented.files.get().sha256 == sha256
    assert StoredFile.objects.get().confirmed_at is not None
    assert 'type="hidden" name="files-0-traces"' in desk.get(pages.form(commented)).text


def test_it_is_published_once_a_cleaned_copy_takes_its_place(desk, client, commented):
    original = commented.files.get().sha256

    assert decide(desk, commented, "cleaned").status_code == 302

    (file,) = commented.files.all()
    assert (file.original_sha256, file.name) == (original, "Communiqué.odt")
    assert StoredFile.objects.get(pk=file.sha256).original_id == original
    publish([commented])
    page = client.get(commented.get_absolute_url()).text
    assert "Copie nettoyée par le registre" in page
    assert original in page
    assert b"SECRET" not in b"".join(client.get(file.kept.get_absolute_url()).streaming_content)
    assert client.get(f"/fichiers/{original}/communique.odt").status_code == 404
    assert path_of(original).exists()


def test_another_upload_is_a_file_of_its_own(desk, commented):
    decide(desk, commented, "cleaned")

    sent = {"files-0-upload": files.upload(pdf.made(pdf.SEEN), "Propre.pdf")}
    assert pages.save(desk, pages.form(commented), **sent).status_code == 302

    assert commented.files.get().original_sha256 == ""


def test_what_cannot_be_cleaned_is_refused_beside_the_field(desk, commented):
    path_of(commented.files.get().sha256).unlink()

    page = decide(desk, commented, "cleaned")

    (formset,) = [f.formset for f in page.context["inline_admin_formsets"] if f.formset.prefix == "files"]
    assert "ne s’ouvre pas" in str(formset.forms[0].errors["traces"])
    assert commented.files.get().original_sha256 == ""


def test_nothing_is_asked_of_a_file_without_traces(desk):
    document = document_with()

    assert 'type="hidden" name="files-0-traces"' in desk.get(pages.form(document)).text


def test_the_copy_of_a_source_is_cleaned_likewise(desk, client):
    source = make.source()
    sent = {"archive_upload": files.upload(docx.AUTHORED, "Copie.docx")}
    assert pages.save(desk, pages.form(source), **sent).status_code == 302
    original = Source.objects.get().archive_sha256
    assert StoredFile.objects.get().traces == [AUTHORS]

    assert pages.save(desk, pages.form(source), archive_traces="cleaned").status_code == 302

    assert Source.objects.get().archive_original_sha256 == original
    publish([Source.objects.get()])
    assert original in client.get(source.get_absolute_url()).text


# The board


def findings():
    (found,) = HEALTH_CHECKS["fichiers-publics"].find()
    return [(finding.record, finding.text) for finding in found.first(10)]


def test_public_files_that_hold_more_than_is_seen_are_findings(commented):
    StoredFile.objects.update(confirmed_at="2026-11-01T00:00:00Z")
    publish([commented])
    assert findings() == []

    StoredFile.objects.update(confirmed_at=None)  # read again, more was found

    assert findings() == [(Document.objects.get(), "Communiqué.odt\u00a0: des commentaires")]
    assert HEALTH_CHECKS["fichiers-publics"].count([Document]) == 1


def test_files_of_drafts_are_no_findings(commented):
    assert findings() == []


def test_a_cleaned_copy_that_is_not_public_yet_changes_nothing_of_the_finding(desk, commented):
    StoredFile.objects.update(confirmed_at="2026-11-01T00:00:00Z")
    publish([commented])
    StoredFile.objects.update(confirmed_at=None)

    decide(desk, commented, "cleaned")
    assert len(findings()) == 1

    publish([Document.objects.get()])
    assert findings() == []
    assert receive(files.upload(COMMENTED)).sha256 != Document.objects.get().files.get().sha256
