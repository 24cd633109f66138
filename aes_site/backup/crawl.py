"""Every page of readers, as this process answers it; `python -m aes_site.backup.crawl` writes their digests as JSON."""

import hashlib
import json
import os
import sys

import django


def crawl() -> tuple[dict[str, str], list[str]]:
    """The SHA-256 of each page by its address, pages of lists and the whole open data too; and what did not answer."""
    from django.conf import settings

    from readers.offline.pages import Fetcher, PageError

    fetcher, failed = Fetcher(None), []
    pages: dict = {}
    for language in settings.PUBLIC_LANGUAGES:
        for address in addresses_in(language):
            try:
                found = list(fetcher.pages([address]))
            except PageError as error:
                failed.append(str(error))
            else:
                pages |= {place: hashlib.sha256(page.encode()).hexdigest() for place, page in found}
    return pages, failed


def addresses_in(language: str) -> list[str]:
    """Those of the sitemaps, and what tells the whole register at once."""
    from django.urls import reverse
    from django.utils.translation import override

    from publishing.live.connection import live_reading
    from readers.offline.pages import addresses_of

    with live_reading(), override(language):
        whole = [reverse("data-json"), reverse("sitemap-index"), reverse("feeds:site", args=["atom"])]
        return [*addresses_of(language), *whole]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aes_site.settings")
    django.setup()
    json.dump(crawl(), sys.stdout)
