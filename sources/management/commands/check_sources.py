"""`manage.py check_sources`: which addresses of sources still answer; the desk shows the dead ones."""

import time
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import override

from archive.asking import check
from archive.models import AddressCheck
from sources.models import Source

EDITORS_LANGUAGE = "fr"


class Command(BaseCommand):
    """Asks the addresses not asked for longest first, one at a time, and politely."""

    help = (
        "Asks the addresses of sources whether they still answer, those never asked first: HEAD, then GET, five"
        " redirects at most, http and https only, no private network. Notes the answer on the desk; nothing is"
        " published. Call it from cron, say every night with --limit 200."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=200, help="addresses asked at most (200)")
        parser.add_argument("--older-than", type=int, default=30, help="ask again after so many days (30)")
        parser.add_argument("--pause", type=float, default=2, help="seconds between two requests to one host (2)")
        parser.add_argument("--offline", action="store_true", help="only list what would be asked")
        parser.add_argument("--allow-private", action="store_true", help="ask addresses of private networks too")

    def handle(self, *, limit, older_than, pause, offline, allow_private, **options):
        due = addresses_due(timezone.now() - timedelta(days=older_than))[:limit]
        counts: dict[str, int] = {}
        last_asked: dict[str, float] = {}
        for number, url in enumerate(due, start=1):
            if offline:
                self.stdout.write(url)
                continue
            wait_for(urlsplit(url).hostname, last_asked, pause)
            with override(EDITORS_LANGUAGE):
                checked = check(url, allow_private=allow_private)
            counts[checked.result] = counts.get(checked.result, 0) + 1
            said = checked.status or checked.problem
            self.stdout.write(f"{number}/{len(due)} {checked.result} {url} ({said})")
        told = ", ".join(f"{count} {result}" for result, count in sorted(counts.items()))
        self.stdout.write(f"{len(due)} due" if offline else f"{len(due)} asked" + (f": {told}" if told else ""))


def addresses_due(before) -> list[str]:
    """Addresses of sources that were not asked since then, never asked ones first."""
    asked = AddressCheck.objects.filter(url=OuterRef("url"))
    due = Source.objects.exclude(url="").exclude(Exists(asked.filter(checked_at__gt=before)))
    urls = set(due.values_list("url", flat=True))
    when = dict(AddressCheck.objects.filter(url__in=urls).values_list("url", "checked_at"))
    return sorted(urls, key=lambda url: (when[url].timestamp() if url in when else 0, url))


def wait_for(host, last_asked, pause) -> None:
    """So that no host is asked twice within the pause."""
    now = time.monotonic()
    time.sleep(max(last_asked.get(host, 0) + pause - now, 0) if host in last_asked else 0)
    last_asked[host] = time.monotonic()
