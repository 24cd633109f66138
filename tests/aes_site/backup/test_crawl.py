"""The drill: what was destroyed comes back as it was, for readers and for editors."""

import shutil

from django.conf import settings
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
