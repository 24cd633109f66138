"""Addresses of databases and mail servers, and the key of a checkout, as settings take them."""

from pathlib import Path

import pytest

from aes_site.environment import database_of, email_of, secret_key_of_checkout


def test_database_url_is_read_as_libpq_reads_it():
    entry = database_of("postgresql://aes_owner:s%2Fcret@db.example:5433/aes?sslmode=verify-full")

    assert entry == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "aes",
        "USER": "aes_owner",
        "PASSWORD": "s/cret",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_database_url_may_name_a_socket():
    assert database_of("postgresql:///aes?host=/run/postgresql")["HOST"] == "/run/postgresql"


def test_key_of_a_checkout_is_made_once_and_is_private(tmp_path: Path):
    path = tmp_path / "var" / "secret_key"

    first = secret_key_of_checkout(path)

    assert len(first) == 50
    assert secret_key_of_checkout(path) == first
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtps://u:p%40ss@mail.example", 465, True, False),
        ("smtp+tls://u:p%40ss@mail.example:2525", 2525, False, True),
    ],
)
def test_mail_server_is_read_from_a_url(url, port, ssl, tls):
    settings = email_of(url)

    assert settings["EMAIL_HOST"] == "mail.example"
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (port, ssl, tls)
    assert settings["EMAIL_HOST_PASSWORD"] == ("p@ss" if "@mail" in url else "")
