"""The drill: what was destroyed comes back as it was, for readers and for editors."""

import io
import re
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Session
from accounts.sessions import SessionStore
from aes_site.backup.crawl import crawl
from archive.models import StoredFile
from institutions.models import Organ
from tests import factories as make
from tests.aes_site.backup.conftest import CONTENT, back_up, document_with_file, restore
from tests.database import connected_to


def test_database_and_files_come_back_as_they_were(document, target, empty_database):
    make.organ(name_fr="Brouillon")
    SessionStore().create()
    address = document.files.get().kept.get_absolute_url()
    pages, failed = crawl()
    back_up(target)
    shutil.rmtree(settings.MEDIA_ROOT)

    restore(empty_database, target)

    assert (len(pages) > 30, failed) == (True, [])
    with connected_to(empty_database):
        assert crawl() == (pages, [])
        assert b"".join(Client().get(address).streaming_content) == CONTENT
        assert Organ.objects.get().name_fr == "Brouillon"
        assert StoredFile.objects.count() == 1
        assert not Session.objects.exists()


@pytest.mark.long
def test_backup_of_the_whole_dossier_is_proven(transactional_db, target):
    call_command("load_dossier", settings.BASE_DIR / "data" / "dossier", publish=True, verbosity=0)
    document_with_file()
    name = back_up(target)
    out = io.StringIO()

    call_command("verify_backup", str(target), stdout=out)

    assert re.search(rf"{name} is proven: \d+ rows, 1 files, \d+ pages \(the same as here\)", out.getvalue())


@pytest.mark.long
def test_backup_that_would_not_bring_the_register_back_is_not_proven(document, target):
    name = back_up(target)
    make.published(make.organ(name_fr="Publié depuis"))
    out = io.StringIO()
    call_command("verify_backup", str(target), stdout=out)
    assert "none compared: the site has gone on" in out.getvalue()

    (file,) = target.glob("files/??/??/*")
    file.write_bytes(b"something else")

    with pytest.raises(CommandError, match=f"Not proven: Not restored: The file {file.name} is not what was written"):
        call_command("verify_backup", str(target), name)
