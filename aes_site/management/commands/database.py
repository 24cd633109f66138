"""`manage.py database`: the embedded PostgreSQL server, by hand."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from aes_site.embedded.cluster import DATABASE, OWNER, ClusterError


class Command(BaseCommand):
    help = "Starts, stops, shows or opens the embedded PostgreSQL server of this checkout."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["start", "stop", "status", "shell"])

    def handle(self, *, action, **options):
        if settings.EMBEDDED_CLUSTER is None:
            raise CommandError("DATABASE_URL is set: that server is not ours to start or stop.")
        self.cluster = settings.EMBEDDED_CLUSTER
        try:
            getattr(self, action)()
        except ClusterError as error:
            raise CommandError(str(error)) from error

    def start(self):
        """Start it and leave it running; other commands start it themselves and stop it when they end."""
        self.cluster.keep()
        self.status()

    def stop(self):
        self.cluster.stop()
        self.status()

    def status(self):
        pid = self.cluster.postmaster
        self.stdout.write(f"running, process {pid}" if pid else "stopped")
        self.stdout.write(f"data     {self.cluster.data}\nlog      {self.cluster.log}")
        self.stdout.write(f"programs {self.cluster.programs}")
        self.stdout.write(f"connect  postgresql://{OWNER}@/{DATABASE}?host={self.cluster.socket_directory}")

    def shell(self):
        """Open psql as the owner, and stop the server afterwards if nobody else uses it."""
        self.cluster.hold()
        psql = str(self.cluster.programs / "psql")
        os.spawnv(os.P_WAIT, psql, [psql, "-h", str(self.cluster.socket_directory), "-U", OWNER, DATABASE])
