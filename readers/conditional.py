"""Answers that clients keep and ask again about: feeds and the sitemap (RFC 9110, 13)."""

from datetime import UTC, datetime
from hashlib import sha256
from time import time

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)  # when what is still empty last changed


def conditional_answer(
    request: HttpRequest, body: bytes, content_type: str, *, changed: datetime, max_age: int
) -> HttpResponse:
    """The body with both validators, or 304 without it; anyone may keep it and any page may fetch it.

    The tag is strong: it is made from the body, which has no clock in it. `changed` is an instant of the
    change log, a whole second that no other publication bears, so that both validators move together.
    The date sent is never in the future (RFC 9110, 8.8.2.1), even where that instant still is.
    """
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = quote_etag(sha256(body).hexdigest()[:32])
    moment = int(changed.timestamp())
    response["Last-Modified"] = http_date(min(moment, int(time())))
    response["Cache-Control"] = f"public, max-age={max_age}"
    date = None if "If-None-Match" in request.headers else moment  # a tag wins, even one not to be parsed
    response = get_conditional_response(request, response["ETag"], date, response)  # type: ignore[assignment]  # one is given
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
