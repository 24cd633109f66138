"""`manage.py migrate`: Django's own, for both schemas; then stored files are read as this version reads them."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from publishing.live.connection import live_schema, prepare_database


class Command(migrate.Command):
    help = f"{migrate.Command.help} Schema public first, then the published apps in schema live; then read_files."

    def handle(self, *args, **options):
        if options["database"] != DEFAULT_DB_ALIAS:
            return super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            prepare_database()
        if settings.SITE != "edge":
            super().handle(*args, **options)
        with live_schema():
            for app_label in self.live_apps(options["app_label"]):
                self.migrate_live(options | {"app_label": app_label, "run_syncdb": False})
        if settings.HAS_DESK and not (options["app_label"] or options["plan"] or options["check_unapplied"]):
            call_command("read_files", verbosity=options["verbosity"], stdout=self.stdout)
        return None

    def live_apps(self, only: str | None) -> list[str]:
        """One by one: an app that is published later is then migrated from its first migration."""
        apps = settings.LIVE_APPS | settings.LIVE_ONLY_APPS
        return sorted(apps & {only} if only else apps)

    def migrate_live(self, options):
        if options["verbosity"]:
            self.stdout.write(self.style.MIGRATE_HEADING(f"Schema live, {options['app_label']}:"))
        super().handle(**options)
