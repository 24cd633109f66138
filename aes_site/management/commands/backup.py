"""`manage.py backup TARGET`: the database and the files of the register, somewhere else."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from aes_site.backup import manifest, retention
from aes_site.backup.encryption import parsed
from aes_site.backup.making import alone, back_up_database, back_up_files, planned
from aes_site.backup.target import BackupError, target_of
from aes_site.management.steps import Steps, counter


class Command(BaseCommand):
    """Writes one backup, whole or none; then removes older ones where --keep says so."""

    help = (
        "Writes the database (one snapshot), the files of the register and the names of the settings to TARGET, a"
        " directory or an address of BACKUP_TARGETS. Files that TARGET has are not copied again. See docs/operating.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", help="such as /mnt/backup")
        parser.add_argument("--recipient", action="append", help="an age public key that may read it; several may")
        parser.add_argument("--keep", type=int, metavar="N", help="remove all but the latest N backups afterwards")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and write nothing")

    def handle(self, *, target, recipient, keep, dry_run, **options):
        if keep is not None and keep < 1:
            raise CommandError("Keep one backup at least: --keep 1.")
        recipients = sorted(recipient or settings.BACKUP_RECIPIENTS)
        try:
            target = target_of(target)
            if recipients:
                parsed(recipients)  # before anything is begun
            if dry_run:
                return self.tell(target, recipients, keep)
            with alone():
                damaged = self.back_up(target, recipients, keep)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup: {error}") from error
        if damaged:
            raise CommandError(f"Left out, for the store has something else under their name: {', '.join(damaged)}")
        return None

    def back_up(self, target, recipients, keep) -> list[str]:
        steps = Steps(self.stdout, total=4 if keep else 3)
        with steps.step("database"):
            made = back_up_database(target, recipients)
        with steps.step("files"):
            damaged = back_up_files(target, made, counter(self.stderr, "files"))
        with steps.step("manifest"):
            manifest.write(target, made)
        if keep:
            with steps.step("retention"):
                retention.remove(target, retention.leaving(target, keep, timezone.now()))
        size = made.database.size + sum(made.files.values())
        self.stdout.write(f"{made.name}: {made.rows} rows, {len(made.files)} files, {size / 1e6:.1f} MB")
        return damaged

    def tell(self, target, recipients, keep):
        size, files = planned(target, recipients)
        going = retention.leaving(target, keep - 1, timezone.now()) if keep else []
        self.stdout.write(
            f"Would write a database of {size / 1e6:.1f} MB, compressed, and {len(files)} files of"
            f" {sum(files) / 1e6:.1f} MB; would remove: {', '.join(going) or 'nothing'}. Nothing was done."
        )
