"""`manage.py compare_dossier`: whether the register holds every entry and every key of the original dossier."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from exchange.dossier import manifest
from exchange.dossier.loading import Load

DATA = settings.BASE_DIR / "data"


class Command(BaseCommand):
    """Compares the manifest with the desk and, given the original file, that file with both."""

    help = "Compares the register with the manifest of its original dossier, and with the original file if given."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="the original dossier")
        parser.add_argument("--table", action="store_true", help="print the table of keys for docs/dossier.md")

    def handle(self, *, file, table, **options):
        keys = manifest.read(DATA / "dossier-keys.yaml")
        if table:
            self.stdout.write(manifest.keys_table(keys))
            return
        known, register = manifest.read(DATA / "manifest.yaml"), self.register()
        differences = manifest.differences_with_desk(known, register)
        if file:
            differences += self.compare(file, known, keys, register)
        if differences:
            raise CommandError("\n".join(differences))
        entries = list(manifest.entries_of(known))
        self.stdout.write(f"{len(entries)} entries of {len(known['sections'])} sections: all accounted for.")

    def register(self):
        """The desk; while it is empty, as it would be with the first content."""
        register = manifest.Register()
        if any(register.desk.entries.values()):
            return register
        self.stdout.write("The register is empty: compared as it is once data/dossier is loaded, which is not kept.")
        with transaction.atomic():
            load = Load(DATA / "dossier")
            load.prepare()
            load.write()
            register = manifest.Register()
            transaction.set_rollback(True)
        return register

    def compare(self, file, known, keys, register):
        try:
            original = manifest.Original(file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        counts = ", ".join(f"{section} {original.count(section)}" for section in original.sections)
        self.stdout.write(f"Values: {counts}")
        return manifest.differences_with_original(known, keys, original, register)
