"""Whether an address of the web still answers: HEAD, then GET, a few redirects, and never an address of our own.

A name is looked up once, what it leads to is judged, and that very machine is connected to: a name that leads
elsewhere a moment later gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import AddressCheck

Result = AddressCheck.Result

REDIRECTS = 5
TIMEOUT = 10  # seconds for each exchange
PATIENCE = 30  # and for an address in all
FAILURES_OF_THE_DEAD = 3
MOVED_FOR_EVER = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
REDIRECTING = MOVED_FOR_EVER | {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
UNCLEAR = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
ASKED_AGAIN = 400  # some servers answer HEAD badly and GET well


class Unreachable(Exception):  # noqa: N818 (an answer, not an error)
    """No answer; whether for good (`is_final`: no such name, no such kind of address) or for now."""

    def __init__(self, problem: str, *, is_final: bool = False):
        super().__init__(problem)
        self.is_final = is_final


@dataclass(frozen=True)
class Answer:
    """What an address answered in the end: the status, and the new address if it has moved for ever."""

    status: int
    moved_to: str = ""


def ask(url: str, *, allow_private: bool = False) -> Answer:
    """Follow an address to its end; raises Unreachable."""
    until, here, moved = time.monotonic() + PATIENCE, url, True
    for _hop in range(REDIRECTS + 1):
        status, location = exchange("HEAD", here, allow_private)
        if status >= ASKED_AGAIN:
            status, location = exchange("GET", here, allow_private)
        if status not in REDIRECTING or not location:
            return Answer(status, here if moved and here != url else "")
        moved = moved and status in MOVED_FOR_EVER
        here = urljoin(here, location)
        if time.monotonic() > until:
            raise Unreachable(_("trop lent"))
    raise Unreachable(_("plus de %(number)s redirections") % {"number": REDIRECTS})


def exchange(method: str, url: str, allow_private: bool) -> tuple[int, str]:
    """Status and Location of one request; the body is not read."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unreachable(_("n’est pas une adresse http ou https"), is_final=True)
    connection = None
    try:
        connection = connect(parts, allow_private)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (f"?{parts.query}" if parts.query else "")
        agent = f"PublicRegister/1.0 (+{settings.SITE_URL})"
        connection.request(method, target, headers={"User-Agent": agent, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        raise Unreachable(str(error)[:150] or type(error).__name__) from error
    finally:
        if connection:
            connection.close()


def connect(parts, allow_private: bool) -> http.client.HTTPConnection:
    """A connection to the machine that the name leads to now."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = looked_up(parts.hostname, port, allow_private)
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=TIMEOUT)
    connection.sock = socket.create_connection((address, port), timeout=TIMEOUT)
    if parts.scheme == "https":
        connection.default_port = 443
        connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=parts.hostname)
    return connection


def looked_up(name: str, port: int, allow_private: bool) -> str:
    """The first address of a name; raises Unreachable if there is none, or one of them is not of the public net."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        is_final = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        raise Unreachable(_("nom inconnu"), is_final=is_final) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise Unreachable(_("adresse d’un réseau privé"), is_final=True)
    return addresses[0]


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


def check(url: str, *, allow_private: bool = False) -> AddressCheck:
    """Ask an address and note what came of it."""
    known = AddressCheck.objects.filter(url=url).first() or AddressCheck(url=url)
    known.checked_at, known.status, known.moved_to, known.problem = timezone.now(), None, "", ""
    try:
        answer = ask(url, allow_private=allow_private)
        known.status, known.moved_to = answer.status, answer.moved_to[:600]
        known.result = verdict(answer)
    except Unreachable as silence:
        known.problem = str(silence)[:200]
        known.result = Result.DEAD if silence.is_final else Result.FAILING
    known.failures = known.failures + 1 if known.result in {Result.DEAD, Result.FAILING} else 0
    if known.failures >= FAILURES_OF_THE_DEAD:
        known.result = Result.DEAD
    known.save()
    return known


def verdict(answer: Answer) -> str:
    """Gone for good, for now, not for automata, elsewhere, or there."""
    if answer.status in GONE:
        return Result.DEAD
    if answer.status in UNCLEAR:
        return Result.UNCLEAR
    if answer.status >= ASKED_AGAIN:
        return Result.FAILING
    return Result.MOVED if answer.moved_to else Result.ALIVE
