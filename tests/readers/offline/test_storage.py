"""Packs on the shelf: replaced whole or not at all, and not offered while they hold what was withdrawn."""

import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from publishing.live.publish import withdraw
from readers.offline import rebuild, storage

pytestmark = pytest.mark.django_db


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


@contextmanager
def disk_with_room_for(size):
    """Within, no file of this process grows beyond so many bytes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_full_disk_leaves_the_former_pack_where_it_was(decision):
    copy = storage.store_pack("fr")
    with disk_with_room_for(10_000), pytest.raises(CommandError, match=r"No pack for fr: .+ The one before, if any"):
        call_command("build_pack", "fr", verbosity=0)

    assert storage.current_pack("fr") == copy
    assert sorted(path.name for path in copy.path.parent.iterdir()) == sorted([copy.path.name, "fr.json"])
