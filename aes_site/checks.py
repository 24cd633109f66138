"""What must hold where the register runs; `migrate` and `check --database default` insist on it."""

from django.core.checks import Error, Tags, register
from django.db import connections


@register(Tags.database)
def login_is_not_superuser(*, databases, **options):
    """A superuser may read and become anything, so the separation of desk and live would mean nothing."""
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
            if cursor.fetchone()[0]:
                hint = "Make the roles of docs/operating.md, “Database”, and name aes_owner in DATABASE_URL."
                yield Error("The register never logs in as a superuser.", hint=hint, id="aes_site.E001")
