"""`manage.py dump_dossier`: the desk as the files of a dossier."""

from pathlib import Path

from django.core.management.base import BaseCommand

from exchange.dossier.dumping import dump_dossier


class Command(BaseCommand):
    """Writes what `load_dossier` reads; loading it again changes nothing."""

    help = "Writes the content of the desk as a dossier (docs/dossier.md), one file per record type."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="the folder to write to")

    def handle(self, *, path, **options):
        for name, count in dump_dossier(path).items():
            self.stdout.write(f"{name:16} {count:5}")
