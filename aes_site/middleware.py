"""The language of a request, what is too large to be read, and headers that say what this site never does."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.middleware.locale import LocaleMiddleware
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from aes_site.front_cache.query_parameters import canonical
from archive.models import upload_limit, worded_size
from publishing.live.connection import PREVIEWS

FREE = (settings.SESSION_COOKIE_PATH, PREVIEWS)  # what editors ask is not for all
WITHOUT_LANGUAGE = ("/sitemap", "/robots.txt", "/fichiers/", "/identite.css")
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


class SecurityHeadersMiddleware:
    """Adds the Content-Security-Policy of settings and the fixed headers; what a view has set stays.

    The admin needs its own scripts, readers' pages need none; a view may give its page another policy, as `policy`
    of the response. With DEBUG, Django's error pages carry
    inline style and are left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not (settings.DEBUG and response.status_code in {404, 500}):
            policy = policy_text(policy_of(request, response))
            response.headers.setdefault("Content-Security-Policy", admitting(policy, response))
        return response


def policy_of(request, response) -> dict:
    usual = settings.SECURE_CSP_ADMIN if request.path_info.startswith("/admin/") else settings.SECURE_CSP
    return getattr(response, "policy", usual)


def admitting(policy: str, response) -> str:
    """The policy with the hashes of the inline scripts that the view says its page holds (`inline_scripts`)."""
    hashes = getattr(response, "inline_scripts", ())
    return policy.replace("script-src 'self'", " ".join(["script-src 'self'", *hashes]))


def policy_text(policy: dict) -> str:
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


NUL, UNKNOWN = "%00", "%EF%BF%BD"


class ParametersMiddleware:
    """Readers' pages see the parameters they know, in one order; must come first.

    Those of the desk are free, but for the one character that no text of PostgreSQL holds: in its place stands
    the mark of an unknown one, which nothing is found by.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query, is_free = request.META.get("QUERY_STRING", ""), request.path_info.startswith(FREE)
        request.META["QUERY_STRING"] = query.replace(NUL, UNKNOWN) if is_free else canonical(query)
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """Answers readers in the language of the address, or by `Accept-Language` where it names none.

    Only public languages: one that is being prepared has columns and a catalogue, but no pages yet. The
    desk is in whatever language its editor's browser asks for.
    """

    def process_request(self, request):
        if request.path_info.startswith("/admin/"):
            return super().process_request(request)
        first = request.path_info.removeprefix("/").partition("/")[0]
        translation.activate(first if first in settings.PUBLIC_LANGUAGES else preferred_language(request))
        request.LANGUAGE_CODE = translation.get_language()
        return None

    def process_response(self, request, response):
        """Sitemaps and files are the same for everybody, in whatever language."""
        if response.status_code < HTTPStatus.BAD_REQUEST and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)


class HeadMiddleware:
    """Answers HEAD with the headers of GET and no body, as servers expect of an application; the outermost."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = []
            else:
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response


class ReadersOnlyReadMiddleware:
    """Answers 405 to whoever sends something to a public page: only the desk and previews by link take anything.

    Said here, before any cookie or token is looked for.
    """

    READING = ("GET", "HEAD", "OPTIONS")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in self.READING or request.path_info.startswith(settings.WRITABLE_PATHS):
            return self.get_response(request)
        return HttpResponseNotAllowed(self.READING)


def preferred_language(request) -> str:
    """The public language that the reader's browser likes best, else French."""
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for language in (tag, tag.split("-")[0]):
            if language in settings.PUBLIC_LANGUAGES:
                return language
    return settings.LANGUAGE_CODE


class UploadLimitMiddleware:
    """Refuses what is announced as larger than a file may be, before a byte of it is read, kept or parsed.

    Must come before whatever reads `request.POST`. A body of no announced length is not read at all.
    """

    FORM = 2_000_000  # what the other fields of a form may weigh

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            return refusal(request, HTTPStatus.LENGTH_REQUIRED, 0)
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size > upload_limit() + self.FORM:
            return refusal(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, size)
        return self.get_response(request)


def refusal(request, status: HTTPStatus, size: int) -> SimpleTemplateResponse:
    context = {
        "page_title": _("Envoi trop lourd"),
        "status": status.value,
        "size": worded_size(size) if size else "",
        "limit": worded_size(upload_limit()),
    }
    return TemplateResponse(request, "413.html", context, status=status.value).render()
