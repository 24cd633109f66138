"""Django's PostgreSQL backend over the embedded server."""

from django.conf import settings
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The stock backend; the first connection of a process starts the server if nobody has."""

    def get_new_connection(self, conn_params):
        settings.EMBEDDED_CLUSTER.hold()  # type: ignore[union-attr]  # this backend is that of a cluster
        return super().get_new_connection(conn_params)
