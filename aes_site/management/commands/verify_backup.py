"""`manage.py verify_backup TARGET`: whether a backup brings the register back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from aes_site.backup import manifest, verifying
from aes_site.backup.target import BackupError, target_of
from aes_site.management.steps import Steps


class Command(BaseCommand):
    """Restores it into a system of its own, asks that for everything, compares, and removes it."""

    help = (
        "Restores a backup, the latest of TARGET or the one named, into a scratch system with an embedded server;"
        " compares every table and file with what the backup says of itself, and every page with those of this site"
        " where it still shows the same version. Nothing of this system is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", help="such as /mnt/backup")
        parser.add_argument("name", nargs="?", default="", help="such as 2026-11-30T03-00-00Z; the latest by default")
        parser.add_argument("--identity", type=Path, help="the file of a secret key, as age-keygen writes it")

    def handle(self, *, target, name, identity, **options):
        try:
            backup = manifest.read(target_of(target), name)
            self.verify(target, backup, identity)
        except (BackupError, OSError) as error:
            raise CommandError(f"Not proven: {error}") from error

    def verify(self, target, backup, identity):
        steps = Steps(self.stdout, total=3)
        with verifying.scratch_system() as scratch:
            with steps.step("restore, tables and files"):
                verifying.restore(scratch, target, backup, identity)
            with steps.step("pages of the restored site"):
                pages = verifying.pages_of(scratch)
            with steps.step("the same pages here"):
                different = verifying.different_pages(pages, backup)
        if different:
            raise BackupError(f"{len(different)} pages are not those of this site: {', '.join(different[:10])}")
        compared = "none compared: the site has gone on" if different is None else "the same as here"
        said = f"{backup.rows} rows, {len(backup.files)} files, {len(pages)} pages ({compared})"
        self.stdout.write(f"{backup.name} is proven: {said}.")
