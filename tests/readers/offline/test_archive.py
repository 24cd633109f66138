"""Offline packs: every page of a language in one zip that needs no network, never more than the site tells."""

import csv
import hashlib
import posixpath
import re
import zipfile
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from readers.offline import storage
from readers.offline.archive import Pack, entry, sha256_of
from tests.readers.offline.conftest import DRAFT

pytestmark = pytest.mark.django_db

LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


def files_of(copy) -> dict[str, bytes]:
    with zipfile.ZipFile(copy.path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def is_outside(link: str) -> bool:
    return bool(urlsplit(link).scheme)


@pytest.mark.parametrize("language", settings.PUBLIC_LANGUAGES)
def test_every_link_of_a_pack_leads_to_a_file_and_anchor_of_it_or_to_the_site(decision, language):
    files = files_of(storage.store_pack(language))
    texts = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    assert len(texts) > 20
    lost = []
    for name, text in texts.items():
        for link in map(unescape, LINK.findall(text)):
            if is_outside(link):
                continue
            target, anchor = urldefrag(link)
            file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target))) if target else name
            if file not in files or (anchor and f'id="{anchor}"' not in texts[file]):
                lost.append((name, link))
    assert lost == []


def test_a_pack_says_that_it_is_a_copy_and_shows_no_search_that_needs_the_site(decision):
    files = files_of(storage.store_pack("fr"))
    page = files[f"decisions/{decision.reference}/index.html"].decode()
    assert "Copie hors ligne, état du" in page
    assert f'href="{settings.SITE_URL}/fr/decisions/' in page
    assert 'role="search"' not in page
    assert "Créer la banque" in page


def test_a_pack_has_the_tables_and_says_how_to_read_it(decision):
    files = files_of(storage.store_pack("en"))
    rows = list(csv.DictReader(StringIO(files["donnees/decisions.csv"].decode("utf-8-sig"))))
    assert "Create the bank" in [row["name_en"] for row in rows]
    assert "Open index.html" in files["README.txt"].decode()


def test_nothing_of_the_desk_is_in_a_pack(decision):
    assert all(DRAFT.encode() not in content for content in files_of(storage.store_pack("fr")).values())


def test_the_same_content_gives_the_same_bytes(decision):
    first = storage.store_pack("fr")
    files = files_of(first)
    second = storage.store_pack("fr")
    assert [name for name, content in files_of(second).items() if files.get(name) != content] == []
    assert second.sha256 == first.sha256


def test_a_language_that_readers_do_not_have_is_refused():
    with pytest.raises(CommandError, match="No public language: ar"):
        call_command("build_pack", "ar")


def test_a_file_of_the_zip_is_dated_by_the_register(tmp_path):
    info = entry(Pack("fr", 3, datetime(2026, 3, 4, 10, 30, 5, tzinfo=UTC)), "index.html")
    assert (info.date_time, info.external_attr >> 16) == ((2026, 3, 4, 10, 30, 5), 0o644)
    path = tmp_path / "x"
    path.write_bytes(b"x")
    assert sha256_of(path) == hashlib.sha256(b"x").hexdigest()
