"""Uploads larger than the site accepts are refused by what they announce, over a real connection."""

import socket
from contextlib import closing
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

HUGE = 200 * 2**20


def answer_to(live_server, headers: str, body: bytes = b"") -> str:
    """What the server says to a request whose body we begin and never end."""
    address = urlsplit(live_server.url)
    with closing(socket.create_connection((address.hostname, address.port), timeout=20)) as connection:
        lines = f"POST /admin/login/ HTTP/1.1\r\nHost: {address.netloc}\r\nAccept-Language: fr\r\n{headers}\r\n"
        connection.sendall(lines.encode() + body)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def test_two_hundred_megabytes_are_refused_before_they_are_read(live_server, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path

    answer = answer_to(
        live_server,
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {HUGE}\r\n",
        b'--x\r\nContent-Disposition: form-data; name="files-0-upload"; filename="a.pdf"\r\n\r\n%PDF-1.7'
        + b"\0" * 5000,
    )

    assert answer.startswith("HTTP/1.1 413 ")
    assert "Cet envoi est trop lourd" in answer
    assert "Il pèse 209,7\N{NO-BREAK SPACE}Mo" in answer
    assert "25\N{NO-BREAK SPACE}Mo au plus" in answer
    assert not settings.MEDIA_ROOT.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_limit_is_a_setting(live_server, settings):
    settings.UPLOAD_MAX_MB = 1

    assert answer_to(live_server, f"Content-Length: {4 * 2**20}\r\n").startswith("HTTP/1.1 413 ")


def test_a_body_of_no_announced_length_is_not_read(live_server):
    answer = answer_to(live_server, "Transfer-Encoding: chunked\r\n", b"5\r\nabcde\r\n")

    assert answer.startswith("HTTP/1.1 411 ")


def test_what_fits_is_read(client, settings):
    settings.UPLOAD_MAX_MB = 1

    assert client.post("/admin/login/", {"username": "x" * 2**20}).status_code == 200
