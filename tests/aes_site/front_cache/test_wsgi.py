"""What is kept, for whom, and what passes."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import brotli
import pytest
from django.db import OperationalError, connection

from accounts.sessions import SessionStore
from aes_site.front_cache import sessions, version
from aes_site.front_cache.wsgi import in_front_of, key_of
from tests import factories as make
from tests.aes_site.front_cache.conftest import Front


def test_a_page_is_rendered_once_and_then_shown_as_it_was(front):
    first, second = front.ask("/fr/"), front.ask("/fr/")

    assert (first.status, first.body) == (200, second.body)
    assert front.rendered == ["/fr/"]


@pytest.mark.parametrize("path", ["/fr/", "/en/", "/fr/decisions/", "/sitemap.xml", "/fr/opensearch.xml"])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=nonsense", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_client_gets_the_smallest_encoding_it_takes(front, path, accepted, encoding):
    plain, answer = front.ask(path), front.ask(path, accept_encoding=accepted)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]

    assert answer.headers.get("content-encoding") == encoding
    assert unpack(answer.body) == plain.body
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["vary"] == "Accept-Encoding"


def test_each_encoding_has_a_tag_of_its_own_and_its_own_304(front):
    tags = {}
    for encoding in ("br", "gzip", "identity"):
        answer = front.ask("/fr/", accept_encoding=encoding)
        tags[encoding] = answer.headers["etag"]
        again = front.ask("/fr/", accept_encoding=encoding, if_none_match=f'"other", W/{tags[encoding]}')
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tags[encoding])
        assert "content-length" not in again.headers
    assert len(set(tags.values())) == 3
    assert front.ask("/fr/", accept_encoding="gzip", if_none_match=tags["br"]).status == 200
    assert front.ask("/fr/", if_none_match="*").status == 304


def test_a_page_is_asked_about_each_time_and_a_feed_keeps_its_own_rule(front):
    assert front.ask("/fr/").headers["cache-control"] == "no-cache"
    assert front.ask("/fr/flux/registre.rss").headers["cache-control"] == "public, max-age=1800"
    assert front.ask("/fr/flux/registre.rss").headers["access-control-allow-origin"] == "*"


def test_a_feed_may_be_asked_about_by_its_date_and_a_tag_wins(front):
    dated = front.ask("/fr/flux/registre.rss").headers["last-modified"]

    assert front.ask("/fr/flux/registre.rss", if_modified_since=dated).status == 304
    assert front.ask("/fr/flux/registre.rss", if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT").status == 200
    assert front.ask("/fr/flux/registre.rss", if_modified_since=dated, if_none_match='"other"').status == 200
    assert front.ask("/fr/", if_modified_since=dated).status == 200  # pages have no date
    assert len(front.rendered) == 2


def test_a_date_of_this_very_second_is_not_believed(front):
    """Another publication may bear the same one until the second is over."""
    make.published(make.decision())
    dated = front.ask("/fr/flux/registre.rss").headers["last-modified"]

    assert front.ask("/fr/flux/registre.rss", if_modified_since=dated).status == 200


def test_a_head_is_the_page_without_its_body(front):
    head = front.ask("/fr/decisions/", method="HEAD", accept_encoding="br")
    page = front.ask("/fr/decisions/", accept_encoding="br")

    assert head.body == b""
    assert head.headers == page.headers
    assert len(front.rendered) == 1


def test_what_concerns_one_client_is_never_kept(front):
    ways = [
        {"path": "/fr/", "method": "POST"},
        {"path": "/fr/", "host": "other.example"},
        {"path": "/fichiers/x", "range": "bytes=0-10"},
    ]
    for way in ways:
        for _time in range(2):
            front.ask(**way)
    assert len(front.rendered) == 2 * len(ways)
    assert not front.cache.store.entries


@pytest.mark.parametrize("has_desk", [True, False])
@pytest.mark.parametrize(
    "shown",
    [
        {"cookie": "sessionid=x"},
        {"cookie": "a=b; sessionid=0123456789abcdefghijklmnopqrstuv"},
        {"authorization": "Basic abc"},
        {"range": "bytes=0-10"},
    ],
)
def test_nothing_that_anybody_can_write_passes_the_cache(front, settings, has_desk, shown):
    settings.HAS_DESK = has_desk
    first = front.ask("/fr/", **shown)

    assert (first.status, first.body) == (200, front.ask("/fr/").body)
    assert front.ask("/fr/", **shown).body == first.body
    assert front.rendered == ["/fr/"]


def test_a_session_that_exists_passes_and_one_that_has_ended_does_not(front, monkeypatch):
    monkeypatch.setattr(sessions, "TRUSTED_SECONDS", 0)
    session = SessionStore()
    session.create()

    for _time in range(2):
        front.ask("/fr/", cookie=f"sessionid={session.session_key}")
    assert front.rendered == ["/fr/", "/fr/"]

    session.delete()
    for _time in range(2):
        front.ask("/fr/", cookie=f"sessionid={session.session_key}")
    assert front.rendered == ["/fr/"] * 3


@pytest.mark.django_db(transaction=True)
def test_a_flood_of_cookies_asks_the_database_once_a_second(front, django_assert_num_queries):
    front.ask("/fr/")

    with django_assert_num_queries(1):
        for number in range(50):
            front.ask("/fr/", cookie=f"sessionid={number}")
    with django_assert_num_queries(0):
        front.ask("/fr/")


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_no_session_is_believed(front, monkeypatch):
    front.ask("/fr/")
    monkeypatch.setattr(sessions, "ready_connection", away)

    assert front.ask("/fr/", cookie="sessionid=x").status == 200
    assert front.rendered == ["/fr/"]


def away():
    raise OperationalError("no server")


def test_a_page_that_changes_without_a_publication_says_so_and_is_not_kept(front):
    for _time in range(2):
        assert front.ask("/fr/donnees/").headers["cache-control"] == "private, no-cache"
    assert len(front.rendered) == 2


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/fr/nulle-part/", "/r/AES-D-2025-001", "/apercu/x/"])
def test_only_pages_that_answer_are_kept(front, path):
    first, second = front.ask(path), front.ask(path)

    assert first.status == second.status
    assert first.status != 200 or path.startswith("/admin/")
    assert len(front.rendered) == 2


def test_the_root_still_goes_by_the_readers_language(front):
    assert front.ask("/", accept_language="en").headers["location"] == "/en/"
    assert front.ask("/", accept_language="fr").headers["location"] == "/fr/"


def test_languages_hosts_and_schemes_are_kept_apart(front, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "registre.example"]
    pages = [
        front.ask("/fr/"),
        front.ask("/en/"),
        front.ask("/fr/", host="registre.example"),
        front.ask("/fr/", scheme="https"),
    ]

    assert '<html lang="fr"' in pages[0].text
    assert '<html lang="en"' in pages[1].text
    assert len(front.rendered) == 4


def test_a_port_makes_no_page_of_its_own(front):
    for port in range(8000, 8005):
        assert front.ask("/fr/", host=f"127.0.0.1:{port}").status == 200
    assert len(front.rendered) == 1


def test_unknown_parameters_and_their_order_make_no_page_of_their_own(front):
    queries = ["pilier=a&annee=2025", "annee=2025&pilier=a", "fbclid=1&annee=2025&pilier=a&utm_source=x&statut="]
    answers = [front.ask(f"/fr/decisions/?{query}") for query in queries]

    assert len({answer.body for answer in answers}) == 1
    assert len(front.rendered) == 1
    assert "fbclid" not in answers[-1].text


def test_concurrent_readers_of_a_new_page_have_it_rendered_once(front):
    start = Barrier(6)

    def read(_number):
        start.wait()
        try:
            return front.ask("/fr/decisions/").body
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        bodies = list(pool.map(read, range(6)))

    assert len(set(bodies)) == 1
    assert len(front.rendered) == 1
    assert not front.cache.flights.waiting


def test_what_was_shown_longest_ago_leaves_when_the_memory_is_full(db, mark):
    front = Front(limit=60_000, mark=mark)
    paths = ["/fr/", "/en/", "/fr/decisions/", "/fr/sommets/", "/fr/organes/"]
    for path in paths:
        front.ask(path)
        front.ask("/fr/")  # asked for between all others, it stays
    store = front.cache.store

    assert 0 < store.size <= 60_000
    assert store.size == sum(entry.size for entry in store.entries.values())
    kept = [key[2] for key in store.entries]
    assert kept[-1] == "/fr/"
    assert len(kept) < len(paths)
    assert front.rendered.count("/fr/") == 1


def test_a_page_larger_than_the_memory_is_shown_all_the_same(db, mark):
    front = Front(limit=10, mark=mark)

    assert front.ask("/fr/").status == front.ask("/fr/").status == 200
    assert len(front.rendered) == 2
    assert front.cache.store.size == 0


@pytest.mark.django_db(transaction=True)
def test_a_version_that_cannot_be_read_is_the_sites_to_tell(front, monkeypatch):
    front.ask("/fr/")
    monkeypatch.setattr(version, "TRUSTED_SECONDS", 0)
    monkeypatch.setattr(version, "NUMBER", "SELECT 1/0")

    assert front.ask("/fr/").status == 200
    assert front.rendered == ["/fr/", "/fr/"]


def test_without_room_for_it_there_is_no_cache(settings):
    settings.FRONT_CACHE_MB = 0

    assert in_front_of(away) is away


def test_an_answer_is_known_by_host_path_and_what_is_asked():
    place = {"wsgi.url_scheme": "http", "HTTP_HOST": "127.0.0.1", "PATH_INFO": "/fr/"}
    asked = place | {"REQUEST_METHOD": "GET"}

    assert key_of(asked) == key_of(asked | {"REQUEST_METHOD": "HEAD"})
    assert key_of(asked) != key_of(asked | {"PATH_INFO": "/en/"})
    assert key_of(asked | {"REQUEST_METHOD": "POST"}) is None
