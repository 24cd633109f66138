"""A site behind its front cache, asked as a server asks it."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from aes_site.front_cache.version import SeenVersion
from aes_site.front_cache.wsgi import FrontCache
from editions.mark import Mark

MEGABYTE = 1_000_000


@dataclass
class Answer:
    """What came back: the status as a number, headers by lower-case name, the body as sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Front:
    """The cache with a count of what Django was asked to render."""

    def __init__(self, limit=8 * MEGABYTE, mark=None):
        self.rendered = []
        self.django = get_wsgi_application()
        self.cache = FrontCache(self.application, limit=limit, version=SeenVersion(mark))

    def application(self, environ, start_response):
        self.rendered.append(environ["PATH_INFO"])
        return self.django(environ, start_response)

    def ask(self, path, method="GET", host="127.0.0.1", scheme="http", **headers) -> Answer:
        path, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "HTTP_HOST": host,
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        started = []
        body = self.cache(environ, lambda status, headers, exc_info=None: started.append((status, headers)))
        content = b"".join(body)
        getattr(body, "close", lambda: None)()
        status, pairs = started[-1]
        return Answer(int(status[:3]), {name.lower(): value for name, value in pairs}, content)


@pytest.fixture
def mark(settings, tmp_path) -> Mark:
    """The mark of a host of this test's own."""
    settings.PUBLICATION_MARK = tmp_path / "mark"
    mark = Mark(settings.PUBLICATION_MARK)
    mark.make()
    return mark


@pytest.fixture(autouse=True)
def kept_connection():
    """Django closes connections before and after a request; that of the test holds its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def front(db, mark) -> Front:
    return Front(mark=mark)
