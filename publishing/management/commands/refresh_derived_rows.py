from django.core.management.base import BaseCommand
from django.db import transaction

from publishing.live.changeset import fetch_records, with_address
from publishing.live.connection import live_path
from publishing.live.derived import refresh_derived_rows
from publishing.live.locks import lock_publishing
from publishing.registry import RECORD_TYPES


class Command(BaseCommand):
    help = "Writes anew what filters, lists and searches read of every live record: after an update that says so."

    def handle(self, *args, **options):
        with transaction.atomic():
            lock_publishing()
            with live_path():
                records = with_address(fetch_records(live_ids()))
                refresh_derived_rows(records)
        self.stdout.write(f"{len(records)} records")


def live_ids():
    """The keys of every live record, by type; to be asked within `live_path()`."""
    kinds = (kind for kind in RECORD_TYPES.values() if kind.has_address)
    return {kind: list(kind.model._base_manager.values_list("pk", flat=True)) for kind in kinds}
