"""Which content version readers must see now, most often told without asking the database."""

from math import inf
from time import monotonic

from django.db import connection

from editions.mark import Mark

TRUSTED_SECONDS = 1.0  # for so long, publications by another host may go unnoticed
AWAY_SECONDS = 600.0  # for so long, pages are shown while the database does not answer

# The first statement must end before the second begins: a publication releases its locks after its commit.
IS_PUBLISHING = """
SELECT EXISTS (
    SELECT FROM pg_locks WHERE relation = 'live.editions_contentversion'::regclass AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
"""
NUMBER = "SELECT number FROM live.editions_contentversion WHERE id = 1"


class SeenVersion:
    """The number of the content version, never older than the call.

    A publication holds a lock on the version, changes the mark of its host, then commits. So as long as
    the mark is the one read before a moment without such a lock, nothing was published on this host since.
    Without a mark the database is asked each time. Raises DatabaseError when it does not answer.
    """

    def __init__(self, mark: Mark):
        self.mark = mark
        self.known = (0, b"", -inf)  # number, mark, moment

    def __call__(self) -> int:
        number, known_mark, asked_at = self.known
        mark = self.mark.read()
        if mark and mark == known_mark and monotonic() - asked_at < TRUSTED_SECONDS:
            return number
        return self.ask()

    def ask(self) -> int:
        """From the database; trusted for a while unless somebody is publishing."""
        self.mark.reopen()
        mark, asked_at = self.mark.read(), monotonic()
        is_publishing, number = ask_database()
        if not is_publishing:
            self.known = (number, mark, asked_at)
        return number

    def last(self) -> int | None:
        """The number last told, for when the database is away: none after a while, or once this host published."""
        number, known_mark, asked_at = self.known
        is_recent = monotonic() - asked_at < AWAY_SECONDS
        return number if is_recent and self.mark.read() == known_mark else None


def ready_connection() -> None:
    """Replace the connection of this thread if it is broken or old, as Django does before a request."""
    if not connection.in_atomic_block:  # that of a test
        connection.close_if_unusable_or_obsolete()


def ask_database() -> tuple[bool, int]:
    """Whether any publication is under way, then the number of the version."""
    ready_connection()
    with connection.cursor() as cursor:
        cursor.execute(IS_PUBLISHING)
        (is_publishing,) = cursor.fetchone()
        cursor.execute(NUMBER)
        found = cursor.fetchone()
    return is_publishing, found[0] if found else 0
