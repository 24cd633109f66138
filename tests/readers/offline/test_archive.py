"""Offline packs: every page of a language in one zip that needs no network, never more than the site tells."""

import csv
import hashlib
import posixpath
import re
import zipfile
from html import unescape
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from publishing.live.publish import withdraw
from readers.offline import pages, rebuild, storage
from tests import factories as make
from tests import scenes

pytestmark = pytest.mark.django_db

DRAFT = "Brouillon que personne ne doit lire"
LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


@pytest.fixture
def decision():
    """A live decision of a live meeting, with what scenes hang on it, and a draft of which nothing may be seen."""
    scenes.meeting(2)
    decision = make.decision(name_fr="Créer la banque", name_en="Create the bank")
    scenes.publish_everything()
    make.decision(name_fr=DRAFT, name_en=DRAFT)
    return decision


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


def test_lists_are_in_the_pack_to_their_last_page():
    for _ in range(3):
        make.published(make.decision())
    page = "<a rel='x' href='?y'>1</a><a rel=\"next\" href=\"?page=2&amp;q=a\">Suivant</a>"
    assert pages.next_page("/fr/decisions/", page) == "/fr/decisions/?page=2&q=a"
    assert pages.next_page("/fr/decisions/", "<a href='?page=1'>1</a>") is None
    assert pages.file_of("/fr/decisions/?page=2") == "decisions/page-2.html"
    assert pages.file_of("/fr/") == "index.html"


def test_readers_download_it_with_its_date_size_and_digest(client, decision):
    assert client.get("/fr/donnees/registre-aes.zip").status_code == 404
    assert "hors-ligne" not in client.get("/fr/donnees/").content.decode()
    call_command("build_pack", "fr", verbosity=0)

    answer = client.get("/fr/donnees/registre-aes.zip")
    page = client.get("/fr/donnees/").content.decode()
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="registre-aes-fr.zip"'
    assert hashlib.sha256(answer.content).hexdigest() in page
    again = client.get("/fr/donnees/registre-aes.zip", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/en/donnees/registre-aes.zip").status_code == 404


def test_a_pack_that_holds_what_was_withdrawn_is_no_longer_offered(client, decision):
    call_command("build_pack", "fr", verbosity=0)
    withdraw([decision], reason="Publiée par erreur.")

    assert client.get("/fr/donnees/registre-aes.zip").status_code == 404
    assert rebuild.outdated() == ["fr", "en"]
    call_command("build_pack", "fr", verbosity=0)
    answer = client.get("/fr/donnees/registre-aes.zip")
    assert answer.status_code == 200
    assert rebuild.outdated() == ["en"]
    assert len(list(Path(settings.VAR, "packs").glob("fr-*.zip"))) == 1


def test_a_page_that_fails_leaves_the_former_pack_where_it_was(decision, settings):
    copy = storage.store_pack("fr")
    settings.ALLOWED_HOSTS = ["ailleurs.example"]
    with pytest.raises(CommandError, match=r"No pack for fr: /fr/ answers 400\. The one before, if any, stays"):
        call_command("build_pack", "fr", verbosity=0)
    assert storage.current_pack("fr") == copy
    assert copy.path.exists()


def test_a_language_that_readers_do_not_have_is_refused():
    with pytest.raises(CommandError, match="No public language: ar"):
        call_command("build_pack", "ar")


def test_nothing_is_made_before_anything_is_published():
    assert rebuild.outdated() == []


def test_one_process_of_a_machine_makes_packs_at_a_time():
    with rebuild.one_at_a_time() as first, rebuild.one_at_a_time() as second:
        assert (first, second) == (True, False)
    with rebuild.one_at_a_time() as has_turn:
        assert has_turn
