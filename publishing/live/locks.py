"""Taking turns: who writes what somebody else is writing waits a little, then is told, and never hangs."""

from django.db import OperationalError, connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from editions.models import ContentVersion
from publishing.errors import Refused

PATIENCE = "10s"
BUSY = _("Quelqu’un d’autre est en train d’écrire la même chose : réessayez dans un instant.")


def lock_publishing() -> ContentVersion:
    """Wait for one's turn to publish: the first statement of the transaction. Raises Refused if it does not come."""
    set_lock_timeout()
    try:
        return ContentVersion.objects.lock()
    except OperationalError as error:
        if not is_lock_timeout(error):
            raise
        raise Refused([gettext("Une autre publication est en cours : réessayez dans un instant.")]) from error


def set_lock_timeout() -> None:
    """From here to the end of the transaction, no lock is waited for longer than that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])


def is_lock_timeout(error: OperationalError) -> bool:
    return isinstance(error.__cause__, LockNotAvailable)
