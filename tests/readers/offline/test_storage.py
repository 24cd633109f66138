"""Packs on the shelf: replaced whole or not at all, and not offered while they hold what was withdrawn."""

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
