"""`manage.py serve`: the whole site on this machine, ready to look at."""

import os
import socket
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from aes_site.assets.static_files import collect_static_files
from aes_site.embedded.cluster import ClusterError
from aes_site.localization.catalogues import compile_catalogues
from aes_site.management.steps import Steps
from aes_site.server import Server


class Command(BaseCommand):
    """Makes ready what the site needs, then serves it until Ctrl-C or SIGTERM."""

    help = "Serves the site and its desk on 127.0.0.1, with its database, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="8000 unless another is given")
        parser.add_argument("--workers", type=int, default=2, help="processes, 2 by default")

    def handle(self, *, port, workers, **options):
        self.refuse_busy_port(port)
        if "SITE_URL" not in os.environ:
            settings.SITE_URL = f"http://127.0.0.1:{port}"
            settings.CSRF_TRUSTED_ORIGINS = [settings.SITE_URL]
        preparations = self.preparations()
        steps = Steps(self.stdout, total=len(preparations))
        for title, prepare in preparations:
            with steps.step(title), in_words():
                prepare()
        self.stdout.write("\n".join(["", *self.good_to_know(port), "Ctrl-C stops it."]))
        self.stdout.flush()  # before the fork, or each process would print what waits;
        connections.close_all()  # nor may two processes use one connection
        Server(port, workers).run()

    def preparations(self) -> list:
        """What is done before serving: titles and functions."""
        return [
            ("database", self.start_database),
            ("translations", compile_catalogues),
            ("tables", self.migrate),
            ("style sheets and scripts", collect_static_files),
        ]

    def refuse_busy_port(self, port):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CommandError(f"Port {port} is not free ({error.strerror}): choose one with --port.") from error

    def start_database(self):
        if settings.EMBEDDED_CLUSTER:
            settings.EMBEDDED_CLUSTER.hold()

    def migrate(self):
        if settings.HAS_DESK:  # the others read, and may not change tables
            call_command("migrate", verbosity=0)

    def good_to_know(self, port) -> list[str]:
        here = f"http://127.0.0.1:{port}"
        return [f"Site   {here}/", *([f"Desk   {here}/admin/"] if settings.HAS_DESK else [])]


@contextmanager
def in_words():
    """A server that cannot start is an operator's matter: a message, not a traceback."""
    try:
        yield
    except ClusterError as error:
        raise CommandError(str(error)) from error
