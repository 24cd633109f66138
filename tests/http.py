"""Requests to the live server of a test: real HTTP, one connection each, no redirect followed."""

import http.client
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urlencode, urlsplit


@dataclass(frozen=True)
class Answer:
    """What the server said; header names are case-insensitive."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def request(live_server, path: str, method: str = "GET", query: dict | None = None, **headers: str) -> Answer:
    """Ask for a path; underscores in the names of headers stand for hyphens."""
    target = quote(path, safe="/?=&%") + (f"?{urlencode(query)}" if query else "")
    connection = http.client.HTTPConnection(urlsplit(live_server.url).netloc, timeout=20)
    connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer
