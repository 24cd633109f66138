"""An answer as it is kept: its headers, and its body in each encoding."""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from time import time

import brotli
from django.utils.http import parse_etags, parse_http_date_safe

BROTLI, GZIP, IDENTITY = "br", "gzip", "identity"
BROTLI_QUALITY = 5  # 11 takes a hundred times as long for a tenth less
OF_THE_BODY = {"content-type", "content-length", "content-encoding", "content-language"}
WRITTEN_HERE = {"content-length", "etag", "vary"}
DAY = 24 * 3600

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Variant:
    """The answer in one encoding: all its headers, those of a 304, and the body."""

    etag: str
    headers: Headers
    headers_unchanged: Headers
    body: bytes


@dataclass(slots=True)
class KeptResponse:
    """An answer 200 of one content version and one day: what a page says of today ends at midnight (UTC).

    `modified` is the date by which it may be asked whether it has changed; none where tags only tell.
    """

    version: int
    day: int
    digest: str
    variants: dict[str, Variant]
    modified: int | None

    def is_fresh(self, version: int, day: int) -> bool:
        """Whether it may be shown to who arrived when that was the version and the day."""
        return self.version >= version and self.day == day

    @property
    def size(self) -> int:
        """Bytes of memory, nearly."""
        return sum(len(variant.body) for variant in self.variants.values()) + 4096

    def answer(self, environ: dict, start_response) -> list[bytes]:
        """The variant the client takes, or 304 where it has that already."""
        variant = self.variants[encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))]
        if self.is_known(variant, environ):
            start_response("304 Not Modified", list(variant.headers_unchanged))
            return []
        start_response("200 OK", list(variant.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]

    def is_known(self, variant: Variant, environ: dict) -> bool:
        """Whether the client has this very variant: by its tag, else by its date (RFC 9110, 13.2.2)."""
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            return tags == variant.etag or any(
                tag in ("*", variant.etag) for tag in (known.removeprefix("W/") for known in parse_etags(tags))
            )
        since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
        return since is not None and self.modified is not None and self.modified <= since


def today() -> int:
    """The day in UTC, the zone of the site, as a number."""
    return int(time()) // DAY


def make_entry(headers: Headers, body: bytes, *, version: int, day: int, known: KeptResponse | None) -> KeptResponse:
    """The entry for an answer; of one that says what the known one says, nothing is compressed again."""
    digest = blake2b(body, digest_size=12).hexdigest()
    if known and known.digest == digest:
        bodies = {encoding: variant.body for encoding, variant in known.variants.items()}
    else:
        compressed = gzip.compress(body, 6, mtime=0)
        bodies = {BROTLI: brotli.compress(body, quality=BROTLI_QUALITY), GZIP: compressed, IDENTITY: body}
    variants = {encoding: make_variant(encoding, digest, headers, body) for encoding, body in bodies.items()}
    return KeptResponse(version, day, digest, variants, date_of(headers))


def make_variant(encoding: str, digest: str, headers: Headers, body: bytes) -> Variant:
    etag = f'"{digest}"' if encoding == IDENTITY else f'"{digest}-{encoding}"'
    written = [("ETag", etag), ("Vary", "Accept-Encoding")]
    if not any(name.lower() == "cache-control" for name, _value in headers):
        written.append(("Cache-Control", "no-cache"))  # kept by clients, shown after asking
    common = [pair for pair in headers if pair[0].lower() not in WRITTEN_HERE] + written
    unchanged = [pair for pair in common if pair[0].lower() not in OF_THE_BODY]
    own = [("Content-Length", str(len(body)))]
    if encoding != IDENTITY:
        own.append(("Content-Encoding", encoding))
    return Variant(etag, common + own, unchanged, body)


def date_of(headers: Headers) -> int | None:
    """When it last changed, unless that is now: an instant still to come is announced as the present one."""
    said = next((value for name, value in headers if name.lower() == "last-modified"), "")
    moment = parse_http_date_safe(said)
    return moment if moment is not None and moment < int(time()) else None


@lru_cache(maxsize=512)
def encoding_for(accepted: str) -> str:
    """The smallest of our encodings that the client takes (RFC 9110, 12.5.3)."""
    weights = dict(map(_weighed, filter(None, map(str.strip, accepted.lower().split(",")))))
    for encoding in (BROTLI, GZIP):
        if weights.get(encoding, weights.get("*", 0)) > 0:
            return encoding
    return IDENTITY


def _weighed(item) -> tuple[str, float]:
    name, _semicolon, parameter = item.partition(";")
    try:
        return name.strip(), float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        return name.strip(), 0
