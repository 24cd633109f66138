"""Sessions of the desk: whose they are, from where, since when; they end when nothing happens, and once too old.

This module is the session engine of settings: Django's own in the database, with a table that can be read.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.addresses import address_of

STARTED, SEEN, ADDRESS, AGENT = "_started", "_seen", "_address", "_agent"
PATIENCE = 300  # seconds between two notes of activity
BY_ITSELF = "/admin/presence/"  # what an open form asks without anybody touching it

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


class SessionStore(db.SessionStore):
    """Django's, that writes down whose session it is."""

    @classmethod
    def get_model_class(cls):
        from accounts.models import Session  # the engine is loaded before models are

        return Session

    def create_model_instance(self, data):
        row: Any = super().create_model_instance(data)
        now = timezone.now()
        row.user_id = data.get("_auth_user_id")
        row.started_at, row.seen_at = (moment(data.get(name)) or now for name in (STARTED, SEEN))
        row.address, row.agent = data.get(ADDRESS), data.get(AGENT, "")
        row.expire_date = min(row.seen_at + settings.SESSION_IDLE, row.started_at + settings.SESSION_LONGEST)
        return row


def moment(timestamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(timestamp, UTC) if timestamp else None


class SessionMiddleware:
    """Notes where a session at the desk is, and that it is in use; after `AuthenticationMiddleware`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(settings.SESSION_COOKIE_PATH) and request.user.is_authenticated:
            note(request)
        return self.get_response(request)


def note(request) -> None:
    session, now = request.session, timezone.now().timestamp()
    if STARTED not in session:
        address = address_of(request)
        agent = request.headers.get("user-agent", "")[:300]
        session.update({STARTED: now, ADDRESS: address and str(address), AGENT: agent})
    is_somebody = not request.path_info.startswith(BY_ITSELF)
    if SEEN not in session or (is_somebody and now - session[SEEN] >= PATIENCE):
        session[SEEN] = now


def open_sessions(user):
    """The sessions of an account that have not ended, the latest used first."""
    return user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at")


def close_sessions(user, *, but: str | None = None) -> int:
    """End the sessions of an account, except one by its key; how many there were."""
    return user.sessions.exclude(session_key=but or "").delete()[0]


class ClosesSessions:
    """Named among the validators of passwords, which Django tells of each change."""

    def validate(self, password, user=None):
        """Any password closes sessions."""

    def password_changed(self, password, user=None):
        if user and user.pk:
            close_sessions(user)

    def get_help_text(self):
        return _("Les autres sessions ouvertes avec l’ancien mot de passe seront fermées.")


def worded_agent(agent: str) -> str:
    """A browser and its system, as their users call them; blank for anything else."""
    found = (next((name for mark, name in names.items() if mark in agent), "") for names in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))
