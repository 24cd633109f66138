"""The pages of a pack: the very pages readers see, with links that lead from file to file.

A page's file lies where its address says, `sommets/bamako/index.html`; what is not in the pack (searches, feeds,
the other language) is linked at its address on the site.
"""

import posixpath
import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urldefrag, urljoin

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from readers.addresses import absolute
from readers.identity_style import FILE
from readers.open_data.tables import address_of_table, tables
from readers.sections import SECTIONS
from readers.sitemaps.pages import pages_of_section, pages_of_site, section_sitemaps

ASSETS = ("site.css", "favicon.svg")
LINK = re.compile(r'\b(?P<attribute>href|src|action)="(?P<target>[^"]*)"')
NEXT_PAGE = re.compile(r'<a [^>]*\brel="next"[^>]*\bhref="([^"]+)"|<a [^>]*\bhref="([^"]+)"[^>]*\brel="next"')


class PageError(Exception):
    """A page of the sitemap that does not answer 200: a pack with holes is not made."""


def addresses_of(language: str) -> list[str]:
    """The path of every page of a language, home first, as the sitemaps list them."""
    listed = [*pages_of_site(None)]
    for word, number in section_sitemaps():
        listed += pages_of_section(SECTIONS[word], number)
    return [page.paths[language] for page in listed if language in page.paths]


class Fetcher:
    """Asks this process for its own public pages, as a browser would; `pack` is what their frame says of the copy."""

    def __init__(self, pack):
        self.pack = pack
        self.requests = RequestFactory()
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def page(self, address: str) -> str:
        request = self.requests.get(address, secure=settings.HTTPS, headers={"host": settings.HOST})
        request.pack = self.pack  # type: ignore[attr-defined]  # templates ask for it
        response = self.handler.get_response(request)
        if response.status_code != 200:
            raise PageError(f"{address} answers {response.status_code}")
        return response.content.decode()  # type: ignore[attr-defined]  # pages do not stream

    def pages(self, addresses: list[str]) -> Iterator[tuple[str, str]]:
        """Each address with its page, the further pages of a list after its first."""
        for address in addresses:
            following: str | None = address
            while following:
                page = self.page(following)
                yield following, page
                following = next_page(following, page)


def next_page(address: str, page: str) -> str | None:
    """The address of the page that a list goes on with."""
    found = NEXT_PAGE.search(page)
    return urljoin(address, unescape(found[1] or found[2])) if found else None


def file_of(address: str) -> str:
    """The path of a page in the pack, without its language: `/fr/sommets/?page=2` is `sommets/page-2.html`."""
    path, _mark, query = address.partition("?")
    name = re.sub(r"[^\w.-]+", "-", query.replace("=", "-")) if query else "index"
    return posixpath.join(path.split("/", 2)[2], f"{name}.html")


def file_of_table(name: str) -> str:
    return f"donnees/{name}.csv"


def files_besides_pages(language: str) -> dict[str, str]:
    """What pages link to that is no page: the file of each address."""
    with override(language):
        data = {address_of_table(name): file_of_table(name) for name in tables()}
    return data | {staticfiles_storage.url(name): name for name in ASSETS} | {reverse("identity-style"): FILE}


def linked(page: str, address: str, files: dict[str, str]) -> str:
    """The page with every link of the site made relative to its file, or absolute where the pack has no file for it."""
    folder = posixpath.dirname(files[address])

    def relink(match: re.Match) -> str:
        target, fragment = urldefrag(unescape(match["target"]))
        if not match["target"].startswith(("/", "?", "#")):
            return match[0]
        whole = urljoin(address, target) if target else address
        place = posixpath.relpath(files[whole], folder or ".") if whole in files else absolute(whole)
        place = "" if whole == address else place
        return f'{match["attribute"]}="{escape(place + ("#" if fragment else "") + fragment)}"'

    return LINK.sub(relink, page)
