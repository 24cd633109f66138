"""Addresses of sources are asked over real HTTP, of a server of our own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command

from archive.asking import Unreachable, ask, is_public
from archive.models import AddressCheck
from editions.models import Change, Edition
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from sources.management.commands import check_sources
from sources.models import Source
from tests import factories as make
from tests.desk import pages
from tests.desk.conftest import desk, signed_in  # noqa: F401 (fixtures)

Result = AddressCheck.Result


class Web(BaseHTTPRequestHandler):
    """Answers by path: `/200`, `/404`…; a few paths do otherwise."""

    asked: list[str] = []
    redirects = {
        "/moved": (301, "/200"),
        "/for-now": (302, "/200"),
        "/loop": (301, "/loop"),
        "/file": (301, "file:///x"),
    }

    def answer(self):
        self.asked.append(f"{self.command} {self.path}")
        status, location = self.redirects.get(self.path, (None, ""))
        if status is None:
            badly = self.path == "/no-head" and self.command == "HEAD"
            status = 405 if badly else 200 if self.path == "/no-head" else int(self.path[1:4])
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 (as http.server names them)

    def log_message(self, *arguments):
        """Nothing."""


@pytest.fixture
def web():
    """The beginning of the addresses of a server on this machine."""
    Web.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def run(**options) -> str:
    said = StringIO()
    call_command(check_sources.Command(), stdout=said, **{"pause": 0, "allow_private": True} | options)
    return said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "result", "status"),
    [
        ("/200", Result.ALIVE, 200),
        ("/no-head", Result.ALIVE, 200),
        ("/for-now", Result.ALIVE, 200),
        ("/moved", Result.MOVED, 200),
        ("/404", Result.DEAD, 404),
        ("/410", Result.DEAD, 410),
        ("/403", Result.UNCLEAR, 403),
        ("/500", Result.FAILING, 500),
        ("/loop", Result.FAILING, None),
        ("/file", Result.DEAD, None),
    ],
)
def test_answers(web, path, result, status):
    make.source(url=f"{web}{path}")

    run()

    checked = AddressCheck.objects.get()
    assert (checked.result, checked.status) == (result, status)
    assert checked.moved_to == (f"{web}/200" if result == Result.MOVED else "")


@pytest.mark.django_db
def test_address_that_fails_three_times_in_a_row_is_dead_until_it_answers(web):
    source = make.source(url=f"{web}/503")
    results = [run(older_than=0) and AddressCheck.objects.get().result for _ in range(3)]
    assert results == [Result.FAILING, Result.FAILING, Result.DEAD]

    Source.objects.filter(pk=source.pk).update(url=f"{web}/200")
    AddressCheck.objects.update(url=f"{web}/200")
    run(older_than=0)

    assert (AddressCheck.objects.get().result, AddressCheck.objects.get().failures) == (Result.ALIVE, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/"]
)
def test_private_networks_are_not_asked(url):
    with pytest.raises(Unreachable, match="réseau privé"):
        ask(url)


def test_redirect_into_a_private_network_is_not_followed(web, monkeypatch):
    """The server of this test passes for a public one; where it redirects to does not."""
    public = web.removeprefix("http://").partition(":")[0]
    monkeypatch.setattr("archive.asking.is_public", lambda address: address == public)
    monkeypatch.setitem(Web.redirects, "/inside", (302, "http://169.254.169.254/latest/"))

    with pytest.raises(Unreachable, match="réseau privé"):
        ask(f"{web}/inside")


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "192.168.1.1", "::ffff:10.0.0.1", "fe80::1%eth0", "0.0.0.0", "224.0.0.1"]
)
def test_what_is_not_public(address):
    assert not is_public(address)


@pytest.mark.django_db
def test_only_what_is_due_is_asked_up_to_the_limit(web):
    for number in range(3):
        make.source(url=f"{web}/200?{number}")

    assert "2 asked: 2 alive" in run(limit=2)
    assert "1 asked: 1 alive" in run(limit=2)
    assert "0 asked" in run(limit=2)
    assert len(Web.asked) == 3


@pytest.mark.django_db
def test_offline_lists_and_asks_nothing(web):
    make.source(url=f"{web}/200")

    assert f"{web}/200" in run(offline=True)
    assert Web.asked == []
    assert not AddressCheck.objects.exists()


@pytest.mark.django_db
def test_nothing_is_published_by_a_check(web):
    source = make.published(make.source(url=f"{web}/404"))
    before = Edition.objects.count(), Change.objects.count()

    run()

    assert (Edition.objects.count(), Change.objects.count()) == before
    assert publication_statuses(Source)[source.pk] == PublicationStatus.LIVE


@pytest.mark.django_db
def test_editors_find_dead_addresses_and_see_why(desk, web):  # noqa: F811
    dead, alive = make.source(url=f"{web}/404"), make.source(url=f"{web}/200")
    run()

    page = desk.get(pages.list_of(Source), {"adresse": "dead"})

    assert list(page.context["cl"].result_list) == [dead]
    assert "morte" in desk.get(pages.form(dead)).text
    assert "répond" in desk.get(pages.form(alive)).text
