"""The offline pack over HTTP, and the page that offers it."""

import hashlib

import pytest
from django.core.management import call_command

from readers.offline.views import MAX_AGE

pytestmark = pytest.mark.django_db


def test_readers_download_it_with_its_date_size_and_digest(client, decision):
    assert client.get("/fr/donnees/registre-aes.zip").status_code == 404
    assert "hors-ligne" not in client.get("/fr/donnees/").content.decode()
    call_command("build_pack", "fr", verbosity=0)

    answer = client.get("/fr/donnees/registre-aes.zip")
    page = client.get("/fr/donnees/").content.decode()
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="registre-aes-fr.zip"'
    assert hashlib.sha256(answer.content).hexdigest() in page
    assert answer.headers["Cache-Control"] == f"public, max-age={MAX_AGE}"
    again = client.get("/fr/donnees/registre-aes.zip", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/en/donnees/registre-aes.zip").status_code == 404
