"""`manage.py read_files`: stored files are read again, as this version reads them, and what is public with them."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from archive.examination import READING
from archive.models import StoredFile
from archive.uploads import read_again
from publishing.live.publish import refresh_search_of_files
from readers.offline.storage import current_pack


class Command(BaseCommand):
    """Goes on where it was stopped; run again, it finds nothing to do."""

    help = (
        "Reads again the stored files that an earlier version has read: their text for searches and points, and"
        " what they hold beside it (comments, tracked changes, hidden text, names of authors). Search entries of"
        " published records follow at once, file by file, then the offline packs that are there. migrate runs it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", dest="every", help="also those that this version has read")

    def handle(self, *, every, verbosity, **options):
        unread = StoredFile.objects.all() if every else StoredFile.objects.filter(reading__lt=READING)
        waiting = list(unread.order_by("stored_at", "pk"))
        results = [self.read(stored, number, len(waiting), verbosity) for number, stored in enumerate(waiting, start=1)]
        if any(results):
            self.make_packs(verbosity)
        if waiting and verbosity:
            self.stdout.write(f"{len(waiting)} files read again, {sum(results)} published records searched anew")

    def read(self, stored, number, total, verbosity) -> int:
        """One file and the records that present it, together or not at all; returns how many records."""
        try:
            with transaction.atomic():
                is_another = read_again(stored)
                records = refresh_search_of_files([stored.sha256]) if is_another else 0
        except FileNotFoundError:
            self.stderr.write(f"{number}/{total} {stored.sha256} is missing: restore it, then run this again")
            return 0
        if verbosity:
            words = ", ".join(["another text" if is_another else "the same text", *stored.traces])
            self.stdout.write(f"{number}/{total} {stored.sha256[:16]}… {words}")
        return records

    def make_packs(self, verbosity) -> None:
        languages = [language for language in settings.PUBLIC_LANGUAGES if current_pack(language)]
        if languages:
            call_command("build_pack", *languages, verbosity=verbosity, stdout=self.stdout)
