"""Ranges of files (RFC 9110, 14)."""

import pytest
from django.test import RequestFactory

from readers.files.serving import Slice, bounds, piece


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    return path


def ask(path, **headers):
    return piece(RequestFactory().get("/", headers=headers), path, 10, '"tag"')


@pytest.mark.parametrize(
    ("first", "last", "found"), [("0", "3", (0, 3)), ("4", "", (4, 9)), ("", "3", (7, 9)), ("8", "99", (8, 9))]
)
def test_a_range_is_read_from_either_end(first, last, found):
    assert bounds(first, last, 10) == found


@pytest.mark.parametrize(("asked", "content"), [("bytes=2-4", b"234"), ("bytes=-3", b"789"), ("bytes=8-", b"89")])
def test_one_range_is_sent_with_what_it_is_of(path, asked, content):
    response = ask(path, range=asked)
    assert (response.status_code, response.getvalue()) == (206, content)
    assert response["Content-Length"] == str(len(content))
    assert response["Content-Range"].endswith("/10")


@pytest.mark.parametrize("asked", ["bytes=10-12", "bytes=5-2", "bytes=-0"])
def test_a_range_that_is_not_in_the_file_is_refused(path, asked):
    response = ask(path, range=asked)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize("headers", [{}, {"range": "lines=1-2"}, {"range": "bytes=1-2", "if-range": '"old"'}])
def test_the_whole_file_is_sent_where_no_range_holds(path, headers):
    response = ask(path, **headers)
    with response.file_to_stream:
        assert (response.status_code, response.getvalue()) == (200, b"0123456789")


def test_a_slice_ends_where_it_was_said_to(path):
    with Slice(path, 3, 2) as part:
        assert part.read() == b"34"
