"""`manage.py restore TARGET`: a backup back into an empty system."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from aes_site.backup import database, manifest, restoring
from aes_site.backup.encryption import read_identities
from aes_site.backup.target import BackupError, target_of
from aes_site.management.steps import Steps, counter


class Command(BaseCommand):
    """Restores the files, then the database in one transaction; run again after a failure, it goes on."""

    help = (
        "Restores a backup that `manage.py backup` wrote into an empty database and the store of files: the latest of"
        " TARGET, or the one named. --dry-run reads and checks all of it and writes nothing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("target", help="such as /mnt/backup")
        parser.add_argument("name", nargs="?", default="", help="such as 2026-11-30T03-00-00Z; the latest by default")
        parser.add_argument("--identity", type=Path, help="the file of a secret key, as age-keygen writes it")
        parser.add_argument("--dry-run", action="store_true", help="check that it could be restored; write nothing")

        parser.add_argument("--create-roles", action="store_true", help="create, without login, roles that are missing")

    def handle(self, *, target, name, identity, dry_run, create_roles, **options):
        try:
            target = target_of(target)
            backup = manifest.read(target, name)
            identities = read_identities(identity) if identity else []
            restoring.refuse_unreadable(backup, identities)
            database.refuse_used_database()
            database.refuse_other_owner(backup.owner)
            if create_roles and not dry_run:
                database.create_missing_roles(backup.roles)
            database.refuse_missing_roles(backup.roles)
            self.run(target, backup, identities, dry_run)
        except (BackupError, OSError) as error:
            raise CommandError(f"Not restored: {error}") from error

    def run(self, target, backup, identities, dry_run):
        progress = counter(self.stderr, "files")
        steps = Steps(self.stdout, total=2 if dry_run else 3)
        with steps.step("check of the dump"):
            restoring.check_dump(target, backup, identities)
        if dry_run:
            with steps.step("check of the files"):
                restoring.check_files(target, backup, identities, progress)
            self.stdout.write(f"{backup.name} could be restored; nothing was written.")
            return
        with steps.step("files"):
            restoring.restore_files(target, backup, identities, progress)
        with steps.step("database"):
            restoring.restore_database(target, backup, identities)
        self.tell(backup)

    def tell(self, backup):
        self.stdout.write(f"Restored {backup.name}: {backup.rows} rows, {len(backup.files)} files.")
        missing = sorted(set(backup.settings) - set(os.environ))
        if missing:
            self.stdout.write(f"Set there and not here: {', '.join(missing)}.")
