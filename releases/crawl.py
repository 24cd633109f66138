"""All that a site publishes: the addresses of its sitemap, and whatever their pages and files lead to.

An address is a path with its query, as `/fr/decisions/?annee=2024`. Pages without a query and files are searched
for further addresses; pages with one (filters, comparisons) are looked at and not followed, or they would not end.
"""

import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote, urldefrag, urljoin

from releases.site import HOST, SITE_URL

THREADS = 4
SEEDS = ("/", "/robots.txt", "/sitemap.xml")
LEADING = {"href", "src", "content"}
ABSOLUTE = re.compile(rf"{re.escape(SITE_URL)}/[^\s\"'<>\\\]\[{{}}]*")
LOCATION = re.compile(rf"<loc>{re.escape(SITE_URL)}([^<]+)</loc>")
STRUCTURED = ("xml", "json", "opml", "text/plain")
REDIRECTS = (301, 302, 307, 308)


@dataclass(frozen=True)
class Answer:
    """What a site said: status, headers as they came, whole body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")

    @property
    def kind(self) -> str:
        return self.header("Content-Type").partition(";")[0].strip()

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class Client:
    """Questions to one server, on a connection for each thread, closed at the end; no redirect is followed."""

    def __init__(self, port: int):
        self.port = port
        self.own = threading.local()
        self.connections: list[HTTPConnection] = []

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *error) -> None:
        for connection in self.connections:
            connection.close()

    def get(self, address: str) -> Answer:
        try:
            return self.ask(address)
        except (HTTPException, ConnectionError):  # it may close a connection that waited
            self.own.connection.close()
            return self.ask(address)

    def ask(self, address: str) -> Answer:
        if not hasattr(self.own, "connection"):
            self.own.connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
            self.connections.append(self.own.connection)
        self.own.connection.request("GET", address, headers={"Host": HOST})
        response = self.own.connection.getresponse()
        return Answer(response.status, tuple(response.headers.items()), response.read())


class Page(HTMLParser):
    """What a page leads to, with fragments, and the names that fragments may have."""

    def __init__(self, text: str):
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in LEADING and value and is_link(tag, name, value):
                self.links.add(value)


def is_link(tag: str, name: str, value: str) -> bool:
    """Drawings refer to symbols of their page, and most `content` is text."""
    return tag != "use" and (name != "content" or value.startswith(SITE_URL))


def links_of(answer: Answer, address: str) -> set[str]:
    """What an answer leads to on this site, with fragments."""
    if answer.status in REDIRECTS:
        found = {answer.header("Location")}
    elif answer.kind == "text/html":
        found = Page(answer.text).links | set(ABSOLUTE.findall(unescape(answer.text)))
    elif any(word in answer.kind for word in STRUCTURED):
        found = set(ABSOLUTE.findall(unescape(answer.text)))
    else:
        found = set()
    whole = (urljoin(SITE_URL + address, link) for link in found)
    return {link for link in whole if address_of(link, address)}


def address_of(link: str, base: str) -> str:
    """The address of a link found at another; blank if it leaves the readers' site."""
    whole = urldefrag(urljoin(SITE_URL + base, link)).url
    path = whole.removeprefix(SITE_URL) if whole.startswith(f"{SITE_URL}/") else ""
    return "" if path.startswith("/admin/") else quote(path, safe="/?=&%+:,;@!$'()*~-._")


def is_followed(address: str, answer: Answer) -> bool:
    return answer.kind != "text/html" or "?" not in address


def crawl(seeds: Iterable[str], visit: Callable[[str], Answer]) -> set[str]:
    """Visit every address once, from the seeds on; the answers say where to go next. Returns all of them."""
    seen, wave = set(), {*SEEDS, *seeds}
    with ThreadPoolExecutor(THREADS) as pool:
        while wave:
            seen |= wave
            ordered = sorted(wave)
            answers = zip(ordered, pool.map(visit, ordered), strict=True)
            wave = {found for address, answer in answers for found in next_addresses(address, answer)} - seen
    return seen


def next_addresses(address: str, answer: Answer) -> set[str]:
    if not is_followed(address, answer):
        return set()
    return {address_of(link, address) for link in links_of(answer, address)}


def sitemap_addresses(client: Client) -> set[str]:
    """Every address that the sitemaps name."""
    parts = LOCATION.findall(client.get("/sitemap.xml").text)
    return {address for part in parts for address in LOCATION.findall(client.get(part).text)}
