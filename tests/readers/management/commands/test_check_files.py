"""The store compared with the records: what is missing, altered, or named by nobody."""

import os
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.models import StoredFile
from archive.store import Incoming, path_of
from archive.uploads import receive
from institutions.models import DocumentFile
from publishing.history.revisions import keep_revision
from readers.management.commands.check_files import Command
from tests import factories as make
from tests import files
from tests.readers.files.test_views import SHA256, document_with

pytestmark = pytest.mark.django_db

LONG_AGO = time.time() - 30 * 24 * 3600


def run(**options) -> str:
    said = StringIO()
    call_command(Command(), stdout=said, **options)
    return said.getvalue()


def orphan() -> str:
    """The fingerprint of a file that nothing names, a month old."""
    sha256 = receive(files.upload(files.pdf("Orphelin"))).keep().sha256
    os.utime(path_of(sha256), (LONG_AGO, LONG_AGO))
    return sha256


def test_all_is_well():
    document_with()

    assert run() == "1 files, 0 missing, 0 altered, 0 orphans\n"


def test_missing_file():
    make.published(document_with())
    path_of(SHA256).unlink()
    DocumentFile.objects.all().delete()  # readers' rows still name it

    with pytest.raises(CommandError, match="restore"):
        run()


def test_altered_file():
    document_with()
    path_of(SHA256).chmod(0o600)
    path_of(SHA256).write_bytes(b"%PDF-1.7 autre")

    with pytest.raises(CommandError):
        run()


def test_uploading_an_altered_file_again_mends_it():
    document_with()
    path_of(SHA256).write_bytes(b"autre")

    document_with()

    assert "0 altered" in run()


def test_orphan_is_told_and_stays_until_it_is_asked_to_leave():
    sha256 = orphan()

    assert f"orphan {path_of(sha256)}" in run()
    assert path_of(sha256).exists()

    run(delete_orphans=True)
    assert not path_of(sha256).exists()
    assert not StoredFile.objects.filter(sha256=sha256).exists()


def test_young_orphans_stay():
    sha256 = orphan()
    os.utime(path_of(sha256))

    run(delete_orphans=True)

    assert path_of(sha256).exists()


def test_file_that_an_older_version_names_is_no_orphan():
    document = document_with()
    keep_revision(document)
    document.files.all().delete()
    os.utime(path_of(SHA256), (LONG_AGO, LONG_AGO))

    assert "0 orphans" in run(delete_orphans=True)
    assert path_of(SHA256).exists()


def test_uploads_that_were_cut_off_leave():
    cut_off = Incoming([b"%PDF"])
    os.utime(cut_off.path, (LONG_AGO, LONG_AGO))

    run(delete_orphans=True)

    assert not cut_off.path.exists()
