"""Sitemaps and robots.txt over HTTP."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views import View

from readers.addresses import absolute
from readers.conditional import BEGINNING, conditional_answer
from readers.sections import SECTIONS
from readers.sitemaps import pages, writing

MEDIA_TYPE = "application/xml; charset=utf-8"
MAX_AGE = 15 * 60
SITE = "site"


class SitemapIndexView(View):
    def get(self, request):
        paths = [sitemap_path(word, number) for word, number in [(SITE, 1), *pages.section_sitemaps()]]
        return answer(request, writing.write_index(paths))


class SitemapView(View):
    """One sitemap; not found when it would be empty."""

    def get(self, request, word, number=1):
        if word == SITE:
            listed = pages.pages_of_site(request.content_version.changed_at) if number == 1 else []
        else:
            listed = pages.pages_of_section(SECTIONS[word], int(number))
        if not listed:
            raise Http404
        return answer(request, writing.write_sitemap(listed))


class RobotsView(View):
    """What robots may read: everything but the desk; and where the sitemap is."""

    def get(self, request):
        lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {absolute(reverse('sitemap-index'))}", ""]
        response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
        response["Cache-Control"] = f"public, max-age={24 * 3600}"
        return response


def answer(request, body):
    """Any publication may change a sitemap."""
    changed = request.content_version.changed_at or BEGINNING
    return conditional_answer(request, body, MEDIA_TYPE, changed=changed, max_age=MAX_AGE)


def sitemap_path(word: str, number: int) -> str:
    """The path of a sitemap; the first of a section has no number."""
    return reverse("sitemap", kwargs={"word": word} | ({"number": number} if number > 1 else {}))
