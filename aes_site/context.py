"""What the frame of every public page says."""

from django.conf import settings

from readers.open_data.content import LICENCE_URL


def site(request):
    """Constants of the site, and the set in which a page gathers the languages it falls back on."""
    return {
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "publisher": settings.PUBLISHER,
        "hosted_by": settings.HOSTED_BY,
        "licence_url": LICENCE_URL,
        "page_languages": settings.PUBLIC_LANGUAGES,
        "description": "",
        "fallbacks": set(),
    }
