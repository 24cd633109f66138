"""An editor at the desk over real HTTP: a browser without JavaScript, that keeps cookies and sends forms."""

import re
from html import unescape
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.desk import pages
from tests.forms import Controls

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Editor:
    """Signed in with a name and a password."""

    def __init__(self, live_server, name, password):
        self.base = live_server.url
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.send("/admin/login/", username=name, password=password)

    def open(self, path: str, data: bytes | None = None) -> str:
        """The page at a path, after any redirect."""
        request = Request(urljoin(self.base, path), data, {"Referer": self.base, "Accept-Language": "fr"})
        with self.opener.open(request, timeout=20) as response:
            return response.read().decode()

    def send(self, path: str, **typed: str) -> str:
        """Open a page, fill in its form, and send it to the page itself."""
        page = self.open(path)
        sent = Controls(page).values
        for name, value in HIDDEN.findall(page):
            if value not in sent.setdefault(name, []):
                sent[name].append(unescape(value))
        sent |= {name: [value] for name, value in typed.items()}
        return self.open(path.partition("?")[0], urlencode(sent, doseq=True).encode())

    def save(self, record, **typed: str) -> None:
        """Change fields in the form of a record, and save it."""
        self.send(pages.form(record), **typed, _continue="1")

    def submit(self, record) -> None:
        """Ask for it to be published, confirming what the page shows."""
        self.send(pages.submission(record), _confirm="1", request_note="Mise à jour")

    def approve(self, submission) -> None:
        """Agree to what somebody else has submitted, and publish it at once."""
        self.send(pages.review(submission), _approve_now="1")

    def withdraw(self, record, reason: str) -> None:
        """Withdraw it for a reason, confirming likewise."""
        self.send(pages.withdrawal(record), _confirm="1", reason_fr=reason, reason_en=reason)
