"""Whether a client is signed in at the desk, without a question to the database for each cookie that it shows."""

from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import DatabaseError
from django.http import parse_cookie
from django.utils import timezone

from aes_site.front_cache.version import ready_connection

TRUSTED_SECONDS = 1.0


class OpenSessions:
    """The keys of the desk's sessions, of which there are as many as editors: read at most once a second.

    A session opened since is not known for so long, which changes nothing for its owner: readers' pages are the
    same for everybody. None is known while the database is away.
    """

    def __init__(self):
        self.keys: frozenset[str] = frozenset()
        self.asked_at = 0.0
        self.lock = Lock()

    def has(self, environ: dict) -> bool:
        """Whether the client shows the cookie of one of them."""
        if not settings.HAS_DESK or settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", ""):
            return False
        return parse_cookie(environ["HTTP_COOKIE"]).get(settings.SESSION_COOKIE_NAME) in self.known()

    def known(self) -> frozenset[str]:
        with self.lock:
            if monotonic() - self.asked_at > TRUSTED_SECONDS:
                self.keys, self.asked_at = read_keys(), monotonic()
            return self.keys


def read_keys() -> frozenset[str]:
    from accounts.models import Session  # installed only where there is a desk

    try:
        ready_connection()
        open_now = Session.objects.filter(expire_date__gt=timezone.now())
        return frozenset(open_now.values_list("session_key", flat=True))
    except DatabaseError:
        return frozenset()
