"""What stands before Django: answers what it has kept, keeps what may be kept, and lets everything else pass."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.http.request import split_domain_port, validate_host

from aes_site.front_cache.query_parameters import canonical
from aes_site.front_cache.responses import Headers, KeptResponse, make_entry, today
from aes_site.front_cache.sessions import OpenSessions
from aes_site.front_cache.version import SeenVersion
from editions.mark import Mark
from publishing.live.connection import PREVIEWS

# Of one client: what must not change the answer that is kept for all. Without them, it is whole and plain.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
OF_THE_CLIENT = ("HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE", *CONDITIONS)
FILES = "/fichiers/"  # only these are sent in pieces
KEPT_TYPES = ("text/", "application/json", "application/feed+json", "application/xml", "image/svg+xml")
XML, JSON = "+xml", "+json"
LARGEST = 2_000_000  # bytes of a body that may be kept

Key = tuple[bool, str, str, str]


class FrontCache:
    """A WSGI application around another.

    An entry is shown if its version is that seen after the request arrived, or later. Each page is rendered
    once however many wait for it. What was shown longest ago leaves when `limit` bytes are full.
    """

    def __init__(self, application: Callable, *, limit: int, version: SeenVersion):
        self.application = application
        self.version = version
        self.store = Store(limit)
        self.flights = Flights()
        self.sessions = OpenSessions()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None or self.sessions.has(environ):
            return self.application(environ, start_response)
        try:
            version = self.version()
        except OperationalError:
            return self.while_away(key)(environ, start_response)
        except DatabaseError:  # Django says so in words
            return self.application(environ, start_response)
        entry = self.store.get(key)
        if entry is None or not entry.is_fresh(version, today()):
            with self.flights.alone(key):
                entry = self.store.get(key)
                if entry is None or not entry.is_fresh(version, today()):
                    entry = self.render(key, environ, entry)  # type: ignore[assignment]  # or what answers in its place
        if callable(entry):
            return entry(environ, start_response)
        return entry.answer(environ, start_response)  # type: ignore[union-attr]  # it is a kept response

    def while_away(self, key: Key) -> Callable:
        """The page as it was when the database last answered; else Django, which says in words that it is away."""
        last, entry = self.version.last(), self.store.get(key)
        if entry is not None and last is not None and entry.is_fresh(last, today()):
            return entry.answer
        return self.application

    def render(self, key: Key, environ: dict, known: KeptResponse | None) -> "KeptResponse | Callable":
        """The new entry of the page; or what answers as Django did where that may not be kept."""
        day = today()
        answer = Answer(self.application, plain(environ, key))
        if not answer.may_be_kept:
            return self.application_again(answer, environ)
        body = answer.read()
        entry = make_entry(answer.headers, body, version=answer.version, day=day, known=known)
        self.store.put(key, entry)
        return entry

    def application_again(self, answer, environ):
        """An answer to a plain GET will do for one; any other asks Django itself."""
        is_plain = environ["REQUEST_METHOD"] == "GET" and not any(name in environ for name in CONDITIONS)
        if is_plain:
            return answer
        answer.close()
        return self.application


def in_front_of(application: Callable) -> Callable:
    """The application behind its cache, or as it is where the settings want none."""
    if not settings.FRONT_CACHE_MB:
        return application
    mark = Mark(settings.PUBLICATION_MARK)
    if settings.HAS_DESK:
        mark.make()
    return FrontCache(application, limit=settings.FRONT_CACHE_MB * 1_000_000, version=SeenVersion(mark))


class Answer:
    """What the application answered, its body not read yet."""

    def __init__(self, application, environ):
        self.body = application(environ, self.start)

    def start(self, status: str, headers: Headers, exc_info=None):
        self.status, self.headers = status, headers
        self.named = {name.lower(): value for name, value in headers}

    def __call__(self, environ, start_response):
        start_response(self.status, self.headers)
        return self.body

    @property
    def may_be_kept(self) -> bool:
        """Whether it is a page of what is live, the same for everybody, and not too large."""
        kind = self.named.get("content-type", "").partition(";")[0]
        return (
            self.status.startswith("200 ")
            and "x-content-version" in self.named
            and "set-cookie" not in self.named
            and self.named.get("vary", "").lower() in ("", "accept-encoding")
            and not any(word in self.named.get("cache-control", "") for word in ("private", "no-store"))
            and (kind.startswith(KEPT_TYPES) or kind.endswith((XML, JSON)))
            and int(self.named.get("content-length", LARGEST + 1)) <= LARGEST
        )

    @property
    def version(self) -> int:
        """The version that the page was made of, read at the beginning of its snapshot."""
        return int(self.named["x-content-version"])

    def read(self) -> bytes:
        try:
            return b"".join(self.body)
        finally:
            self.close()

    def close(self) -> None:
        getattr(self.body, "close", lambda: None)()


class Store:
    """Entries by key, bounded by their bytes."""

    def __init__(self, limit: int):
        self.limit = limit
        self.size = 0
        self.entries: OrderedDict[Key, KeptResponse] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> KeptResponse | None:
        with self.lock:
            entry = self.entries.get(key)
            if entry:
                self.entries.move_to_end(key)
            return entry

    def put(self, key: Key, entry: KeptResponse) -> None:
        with self.lock:
            if replaced := self.entries.pop(key, None):
                self.size -= replaced.size
            self.entries[key] = entry
            self.size += entry.size
            while self.size > self.limit:
                _oldest, leaving = self.entries.popitem(last=False)
                self.size -= leaving.size


class Flights:
    """One lock for each page that is being rendered."""

    def __init__(self):
        self.guard = Lock()
        self.waiting: dict[Key, list] = {}  # the lock and how many hold or want it

    @contextmanager
    def alone(self, key: Key):
        with self.guard:
            flight = self.waiting.setdefault(key, [Lock(), 0])
            flight[1] += 1
        try:
            with flight[0]:
                yield
        finally:
            with self.guard:
                flight[1] -= 1
                if not flight[1]:
                    del self.waiting[key]


def key_of(environ: dict) -> Key | None:
    """By what the answer is kept; none for what is never kept: anything but a reader's question."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(passing()):
        return None
    if environ.get("SCRIPT_NAME") or ("HTTP_RANGE" in environ and path.startswith(FILES)):
        return None
    host = host_of(environ.get("HTTP_HOST", ""))
    return (is_secure(environ), host, path, canonical(environ.get("QUERY_STRING", ""))) if host else None


@lru_cache(maxsize=1)
def passing() -> tuple[str, ...]:
    return (settings.SESSION_COOKIE_PATH, settings.STATIC_URL, PREVIEWS)


@lru_cache(maxsize=256)
def host_of(header: str) -> str:
    """The host without its port, which no page depends on; blank unless the site answers to it."""
    host, _port = split_domain_port(header)
    return host if host and validate_host(host, settings.ALLOWED_HOSTS) else ""


def is_secure(environ: dict) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return environ.get(name) == value
    return environ["wsgi.url_scheme"] == "https"


def plain(environ: dict, key: Key) -> dict:
    """The same question put so that the answer will do for everybody."""
    asked = {name: value for name, value in environ.items() if name not in OF_THE_CLIENT}
    return asked | {"REQUEST_METHOD": "GET", "QUERY_STRING": key[-1]}
