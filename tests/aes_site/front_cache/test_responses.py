"""An answer as it is kept: what each client gets of it."""

import gzip

import brotli
import pytest

from aes_site.front_cache.responses import encoding_for, make_entry

BODY = b"<p>Page</p>" * 50
MODIFIED = "Mon, 23 Nov 2026 10:00:00 GMT"
HEADERS = [("Content-Type", "text/html"), ("Last-Modified", MODIFIED), ("Vary", "Cookie")]


@pytest.fixture
def entry():
    return make_entry(HEADERS, BODY, version=3, day=20_000, known=None)


def asked(entry, method="GET", **headers):
    """Status, headers and body of the answer."""
    started = []
    body = entry.answer({"REQUEST_METHOD": method, **headers}, lambda *answer: started.append(answer))
    ((status, sent),) = started
    return status, dict(sent), b"".join(body)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("br;q=x", "identity"),
        ("", "identity"),
    ],
)
def test_client_gets_the_smallest_encoding_it_takes(accepted, encoding):
    assert encoding_for(accepted) == encoding


@pytest.mark.parametrize(
    ("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", lambda body: body)]
)
def test_every_encoding_is_the_same_page_with_its_own_tag_and_length(entry, accepted, unpack):
    status, headers, body = asked(entry, HTTP_ACCEPT_ENCODING=accepted)

    assert (status, unpack(body)) == ("200 OK", BODY)
    assert headers["Content-Length"] == str(len(body))
    assert headers.get("Content-Encoding", "") == accepted
    assert headers["Vary"] == "Accept-Encoding"
    assert asked(entry, HTTP_ACCEPT_ENCODING=accepted, HTTP_IF_NONE_MATCH=headers["ETag"])[::2] == (
        "304 Not Modified",
        b"",
    )


def test_head_is_answered_with_the_length_and_no_body(entry):
    status, headers, body = asked(entry, "HEAD")

    assert (status, headers["Content-Length"], body) == ("200 OK", str(len(BODY)), b"")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_IF_MODIFIED_SINCE": MODIFIED}, "304 Not Modified"),
        ({"HTTP_IF_MODIFIED_SINCE": "Sun, 22 Nov 2026 10:00:00 GMT"}, "200 OK"),
        ({"HTTP_IF_MODIFIED_SINCE": MODIFIED, "HTTP_IF_NONE_MATCH": '"other"'}, "200 OK"),
        ({"HTTP_IF_NONE_MATCH": "*"}, "304 Not Modified"),
    ],
)
def test_tag_is_asked_before_the_date(entry, headers, status):
    assert asked(entry, **headers)[0] == status


def test_entry_is_fresh_for_its_day_and_until_the_next_version(entry):
    assert entry.is_fresh(3, 20_000)
    assert not entry.is_fresh(4, 20_000)
    assert not entry.is_fresh(3, 20_001)


def test_answer_that_says_the_same_is_not_compressed_again(entry):
    again = make_entry(HEADERS, BODY, version=4, day=20_001, known=entry)

    assert again.is_fresh(4, 20_001)
    assert again.variants["br"].body is entry.variants["br"].body
