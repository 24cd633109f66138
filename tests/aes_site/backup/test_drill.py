"""The drill: what was destroyed comes back as it was, for readers and for editors."""

import io
import re
import shutil

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from accounts.models import Session
from accounts.sessions import SessionStore
from aes_site.backup.crawl import crawl
from archive.models import StoredFile
from institutions.models import Organ
from tests import factories as make
from tests.aes_site.backup.conftest import CONTENT, back_up, restore
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
def test_backup_of_the_whole_dossier_is_proven(transactional_db, document, target):
    call_command("load_dossier", settings.BASE_DIR / "data" / "dossier", publish=True, verbosity=0)
    name = back_up(target)
    out = io.StringIO()

    call_command("verify_backup", str(target), stdout=out)

    assert re.search(rf"{name} is proven: \d+ rows, 1 files, \d+ pages \(the same as here\)", out.getvalue())
