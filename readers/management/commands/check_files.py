"""`manage.py check_files`: whether the store holds what the records name, whole, and nothing that none names."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from archive.models import StoredFile
from archive.store import fingerprint, incoming, path_of, stored
from institutions.models import DocumentFile
from publishing.live.connection import live_path
from sources.models import Source

DAY = 24 * 3600
NAMED_IN_TEXTS = """
SELECT EXISTS (SELECT FROM publishing_revision WHERE snapshot LIKE %(like)s)
    OR EXISTS (SELECT FROM publishing_submissionitem WHERE snapshot LIKE %(like)s)
"""


class Command(BaseCommand):
    """Reads every file once; ends with an error when one is missing or altered."""

    help = (
        "Compares the store of files with the records: missing files, altered ones (read and hashed again), and"
        " orphans, which no record names, published or not, in any of its versions. --delete-orphans removes"
        " orphans older than --grace days, and uploads that were cut off. Ends with an error if a file is"
        " missing or altered."
    )

    def add_arguments(self, parser):
        parser.add_argument("--delete-orphans", action="store_true", help="remove what no record names")
        parser.add_argument("--grace", type=float, default=7, help="days that an orphan stays (7)")

    def handle(self, *, delete_orphans, grace, **options):
        present = {path.name: path for path in stored()}
        named = fingerprints_of_desk() | fingerprints_of_readers()
        missing = sorted(named - present.keys())
        altered = [name for name, path in present.items() if fingerprint(path) != name]
        orphans = [name for name in present.keys() - named if not is_named_by_history(name)]
        for words, names in {"missing": missing, "altered": altered, "orphan": sorted(orphans)}.items():
            for name in names:
                self.stdout.write(f"{words} {path_of(name)}")
        if delete_orphans:
            self.delete([path_of(name) for name in orphans], grace)
        self.stdout.write(
            f"{len(present)} files, {len(missing)} missing, {len(altered)} altered, {len(orphans)} orphans"
        )
        if missing or altered:
            raise CommandError("Files are missing or altered: restore them from a backup.")

    def delete(self, orphans, grace):
        before = time.time() - grace * DAY
        for path in [*orphans, *incoming()]:
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                StoredFile.objects.filter(sha256=path.name).delete()
                self.stdout.write(f"deleted {path}")


def fingerprints_of_desk() -> set[str]:
    """Of the copies that rows present, and of the originals of those that were cleaned."""
    copies = [
        *DocumentFile.objects.exclude(name="").values_list("sha256", "original_sha256"),
        *Source.objects.exclude(archive_name="").values_list("archive_sha256", "archive_original_sha256"),
    ]
    return {sha256 for pair in copies for sha256 in pair if sha256}


def fingerprints_of_readers() -> set[str]:
    """The same of live rows, which may name a file that the desk has replaced since."""
    with live_path():
        return fingerprints_of_desk()


def is_named_by_history(sha256: str) -> bool:
    """Whether a version that can be restored, or something submitted, names it."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED_IN_TEXTS, {"like": f"%{sha256}%"})
        return cursor.fetchone()[0]
