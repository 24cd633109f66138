"""`manage.py load_dossier`: the register's content from its files."""

from io import StringIO
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import transaction
from django.utils.translation import gettext as _

from aes_site.management.steps import Steps
from exchange.dossier.loading import Load
from exchange.schema.errors import FileRefused
from publishing.errors import Refused


class Command(BaseCommand):
    """Checks a dossier as a whole, then writes it as a whole."""

    help = "Loads a dossier (docs/dossier.md) into the desk: all of it, or nothing and every reason why."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a folder of .yaml files, or one file")
        parser.add_argument("--publish", action="store_true", help="publish what the dossier holds")
        parser.add_argument("--dry-run", action="store_true", help="check and tell what would change, write nothing")
        parser.add_argument(
            "--force", action="store_true", help="overwrite also what editors changed since the last load"
        )

    def handle(self, *, path, publish, dry_run, force, verbosity, **options):
        load = Load(path, force=force)
        publish = publish and not dry_run
        steps = Steps(self.stdout if verbosity else OutputWrapper(StringIO()), total=2 + publish)
        try:
            with transaction.atomic():
                self.run(load, steps, publish=publish, dry_run=dry_run)
        except FileRefused as refusal:
            raise CommandError(told(refusal.errors)) from None
        except Refused as refusal:
            raise CommandError(told(refusal.errors)) from None
        if verbosity:
            self.tell(load.report)

    def run(self, load, steps, *, publish, dry_run):
        with steps.step(_("lecture et vérification")):
            load.prepare()
        with steps.step(_("essai sans rien garder") if dry_run else _("écriture")):
            load.write(dry_run=dry_run)
        if publish:
            with steps.step(_("publication")):
                load.publish()
        if not dry_run:
            load.identify()

    def tell(self, report):
        counts = ", ".join(f"{name} {count}" for name, count in report.counts.items())
        self.stdout.write(_("Entrées : %(counts)s") % {"counts": counts})
        self.stdout.write(
            _("Créées : %(created)d · modifiées : %(updated)d · inchangées : %(unchanged)d")
            % {name: len(getattr(report, name)) for name in ("created", "updated", "unchanged")}
        )
        if report.skipped:
            self.stdout.write(
                _("Changées au bureau depuis le dernier chargement, laissées en l’état (--force les écrase) :")
            )
        for label in report.skipped:
            self.stdout.write(f"  {label}")
        if report.withdrawn:
            self.stdout.write(_("Retirées du public, non republiées :"))
        for label in report.withdrawn:
            self.stdout.write(f"  {label}")


def told(errors):
    head = _("Rien n’a été écrit. Erreurs : %(count)d") % {"count": len(errors)}
    return "\n".join([head, *map(str, errors)])
