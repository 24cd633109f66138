"""What the frame of every public page says."""

from django.conf import settings

from editions.identity import current_identity
from readers.open_data.content import LICENCE_URL


def site(request):
    """Constants of the site, what the register calls itself, and the set of languages that a page falls back on."""
    return {
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "publisher": settings.PUBLISHER,
        "hosted_by": settings.HOSTED_BY,
        "licence_url": LICENCE_URL,
        "identity": current_identity(),
        "page_languages": settings.PUBLIC_LANGUAGES,
        "description": "",
        "fallbacks": set(),
    }
