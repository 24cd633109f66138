"""The language in which each account works."""

from django.conf import settings
from django.views.i18n import set_language
from modeltranslation.utils import get_language

from accounts.models import Preference


def language_of(user) -> str:
    """The language of somebody's interface when they were last here, if it is public; else French."""
    preference = getattr(user, "preference", None)
    known = preference.language if preference else ""
    return known if known in settings.PUBLIC_LANGUAGES else settings.LANGUAGE_CODE


def remember_language(user, code: str | None = None) -> None:
    """Keep the language that is active, or the one chosen."""
    language = code or get_language()
    Preference.objects.update_or_create(user=user, defaults={"language": language})


def choose_language(request):
    """Django's own view, whose choice is also remembered for mail."""
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in settings.PUBLIC_LANGUAGES:
        remember_language(request.user, chosen)
    return set_language(request)
