"""The two schemas: `public`, the desk where everything is edited, and `live`, which readers see.

The same migrations make the tables of the publishable apps in both; only publishing writes in
`live`. See docs/decisions/0002-desk-and-live.md.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.http import FileResponse

from editions.identity import read_when_asked, remembered, speaking_as
from editions.models import ContentVersion
from publishing.live.schemas import PREPARATION, READER

LIVE_PATH = "live, extensions"
DESK_PATH = f"public, {LIVE_PATH}"
ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;"
PREVIEWS = "/apercu/"  # they publish and roll back: publishing/review/previews.py
READ_LIVE = f"SET LOCAL ROLE {READER}; SET LOCAL search_path = {LIVE_PATH}"

_is_migrating_live = ContextVar("_is_migrating_live", default=False)


@contextmanager
def live_reading():
    """Inside, every query reads schema `live` only, as a role with no other right, in one snapshot.

    It always ends in a rollback, which gives role and path back even after an error, also when
    nested. Within a transaction that has already begun (a test, a nested block) the snapshot is
    that transaction's. A queryset evaluated after the block reads the desk: evaluate it inside.
    """
    snapshot = "" if connection.in_atomic_block else ONE_SNAPSHOT
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(snapshot + READ_LIVE)
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def live_path():
    """Inside, models read and write the tables of schema `live`; for publishing only, in its transaction."""
    with transaction.atomic():
        set_path(LIVE_PATH)
        yield
        set_path(DESK_PATH)


def set_path(path: str) -> None:
    """Where unqualified tables are looked for, until the transaction (or its savepoint) ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL search_path = {path}")


class LiveMiddleware:
    """Answers public addresses from schema `live`, within `live_reading()`; must be the innermost.

    `request.content_version` is the version that the page is made of: feeds and caches validate by
    it. Every response says its number in `X-Content-Version`. The desk and static files pass by. Either way the
    pages say what the register calls itself (`editions.identity`), which public ones read with the version.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.passing = (settings.SESSION_COOKIE_PATH, settings.STATIC_URL, PREVIEWS)

    def __call__(self, request):
        # `path_info` is what views are chosen by; `path` begins with whatever SCRIPT_NAME a client sends.
        if request.path_info.startswith(self.passing):
            with speaking_as(read_when_asked()):
                return self.get_response(request)
        with live_reading():
            request.content_version = ContentVersion.objects.current()
            with speaking_as(remembered(request.content_version.identity)):
                response = self.get_response(request)
            self.refuse_streaming(request, response)
        response.headers["X-Content-Version"] = str(request.content_version.number)
        return response

    def refuse_streaming(self, request, response):
        if response.streaming and not isinstance(response, FileResponse):  # a file is read from the disk
            raise ImproperlyConfigured(
                f"{request.path} streams its answer: it would read the desk once live_reading() has ended."
            )


class LiveRouter:
    """Which migration operations run in which schema."""

    def allow_migrate(self, db, app_label, model_name=None, **hints):
        """An operation without a model (RunPython, RunSQL) runs in `live` only if its hints say so.

        An edge receives its rows by replication: none of them runs there.
        """
        if not _is_migrating_live.get():
            return app_label not in settings.LIVE_ONLY_APPS
        if app_label not in settings.LIVE_APPS | settings.LIVE_ONLY_APPS:
            return False
        return model_name is not None or (hints.get("live", False) and settings.SITE != "edge")


@contextmanager
def live_schema():
    """Inside, the connection is a fresh one whose schema is `live`: what migrates there makes its tables.

    Raises ImproperlyConfigured when the server does not follow, as some poolers do.
    """
    options = connection.settings_dict["OPTIONS"]
    before, token = dict(options), _is_migrating_live.set(True)
    reconnect()
    options["options"] = "-c search_path=live,live_state,extensions"
    try:
        _assert_current_schema("live")
        yield
    finally:
        reconnect()
        options.clear()
        options.update(before)
        _is_migrating_live.reset(token)


def _assert_current_schema(expected):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    if schema != expected:
        raise ImproperlyConfigured(f"The connection is in schema {schema}, not {expected}: migrate without a pooler.")


def prepare_database() -> None:
    """Make the schemas, extensions, search configurations and rights that both schemas need; idempotent.

    Run at each migration: a dump restored elsewhere loses the search path of its database.
    """
    with connection.cursor() as cursor:
        for statement in PREPARATION:
            cursor.execute(statement)
    reconnect()  # the search path of a database is read when connecting


def reconnect() -> None:
    """Drop the connections: the next one is made with today's settings (a pool keeps those of its birth)."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # that of PostgreSQL has a pool
