"""`manage.py flush`: Django's own, for both schemas; it is also what ends a transactional test."""

from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS, connection

LIVE_TABLES = """
SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables WHERE schemaname = 'live'
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
        super().handle(**options | {"interactive": False})
        return self.empty_live()

    def empty_live(self):
        with connection.cursor() as cursor:
            cursor.execute(LIVE_TABLES)
            (tables,) = cursor.fetchone()
            if tables:
                cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY")
