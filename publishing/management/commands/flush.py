"""`manage.py flush`: Django's own, for both schemas; it is also what ends a transactional test."""

from contextlib import contextmanager

from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS, connection, transaction

LIVE_TABLES = """
SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables WHERE schemaname = 'live'
"""
KEPT_TABLES = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace
"""
QUESTION = "This empties the desk and the live record. Type “yes” to go on: "


class Command(flush.Command):
    help = f"{flush.Command.help} Both schemas."

    def handle(self, **options):
        if options["database"] != DEFAULT_DB_ALIAS:
            return super().handle(**options)
        if options["interactive"] and input(QUESTION) != "yes":
            self.stdout.write("Nothing was changed.")
            return None
        with transaction.atomic(), without_rules():
            super().handle(**options | {"interactive": False})
            return self.empty_live()

    def empty_live(self):
        with connection.cursor() as cursor:
            cursor.execute(LIVE_TABLES)
            (tables,) = cursor.fetchone()
            if tables:
                cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY")


@contextmanager
def without_rules():
    """History is never emptied, but by the owner of its tables who says so: this is where they do."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT_TABLES)
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
