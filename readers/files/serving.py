"""One file as an answer: its type as we found it, its name, no room for anything active, ranges (RFC 9110, 14)."""

import io
import re
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from archive.models import KeptFile
from archive.store import path_of, place_of

RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")  # more digits are no place in any file: the whole is sent
YEAR = 365 * 24 * 3600
PUBLIC = f"public, max-age={YEAR}, immutable"
PRIVATE = "private, no-store"
POLICY = "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox"  # nothing in a file runs or loads


def file_answer(request: HttpRequest, file: KeptFile, *, cache: str) -> HttpResponseBase:
    """The file, or what the request already has of it; raises FileNotFoundError when the store lacks it."""
    path = path_of(file.sha256)
    size = path.stat().st_size
    etag = quote_etag(file.sha256)
    response = get_conditional_response(request, etag) or sent(request, path, size, etag, file.sha256)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    describe(response, file, cache)
    return response


def describe(response: HttpResponseBase, file: KeptFile, cache: str) -> None:
    """What browsers may do with it."""
    if response.status_code in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
        response["Content-Type"] = file.media_type
        response["Content-Disposition"] = content_disposition_header(not file.is_shown, file.name)  # type: ignore[assignment]  # a file has a name
        response["X-Robots-Tag"] = "noarchive"
    response["Cache-Control"] = cache
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"


def sent(request: HttpRequest, path: Path, size: int, etag: str, sha256: str) -> HttpResponseBase:
    """By us, or by the proxy in front, which then sees to ranges too."""
    if settings.SENDFILE == "X-Accel-Redirect":
        return HttpResponse(headers={settings.SENDFILE: f"{settings.FILES_INTERNAL}{place_of(sha256)}"})
    if settings.SENDFILE:
        return HttpResponse(headers={settings.SENDFILE: str(path)})
    return piece(request, path, size, etag)


def piece(request: HttpRequest, path: Path, size: int, etag: str) -> HttpResponseBase:
    """The whole file, or the one range asked for."""
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        return of_length(FileResponse(path.open("rb")), size)
    first, last = bounds(asked[1], asked[2], size)
    if first >= size or first > last:
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"}
        )
    length = last - first + 1
    response = of_length(FileResponse(Slice(path, first, length), status=HTTPStatus.PARTIAL_CONTENT), length)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte of « 0-99 », « 100- », « -50 » (the end)."""
    if not first:
        return max(size - int(last), 0), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def of_length(response: FileResponse, length: int) -> FileResponse:
    response["Content-Length"] = str(length)
    return response


class Slice(io.RawIOBase):
    """Some bytes of a file, as a file."""

    def __init__(self, path: Path, first: int, length: int):
        self.file, self.left = path.open("rb"), length
        self.file.seek(first)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        read = self.file.read(min(len(buffer), self.left))
        buffer[: len(read)] = read
        self.left -= len(read)
        return len(read)

    def close(self) -> None:
        self.file.close()
        super().close()
