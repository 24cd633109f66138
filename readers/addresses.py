"""Whole addresses, for what leaves the site: feeds, sitemaps."""

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"
