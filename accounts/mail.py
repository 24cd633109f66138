"""Plain mail to people of the desk, each in their language; what goes wrong with it goes to the log and no further."""

import logging
import threading
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import override

from accounts.preferences import language_of

log = logging.getLogger("accounts.mail")

THREAD = "mail"


def send(users: Iterable, template: str, **context) -> None:
    """Write to those of them who have an address: the template's first line is the subject.

    Composed here, delivered in a thread of its own: nobody waits for a mail server.
    """
    messages = [compose(user, template, context) for user in users if user.email and user.is_active]
    if messages:
        threading.Thread(target=deliver, args=[messages], name=THREAD).start()


def compose(user, template: str, context: dict) -> EmailMessage:
    with override(language_of(user)):
        text = render_to_string(template, {"user": user, "site_url": settings.SITE_URL, **context})
    subject, _newline, body = text.strip().partition("\n")
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[user.email])


def deliver(messages: list[EmailMessage]) -> None:
    try:
        get_connection().send_messages(messages)
    except Exception:
        log.exception("Mail that could not be sent: %s", ", ".join(str(message.subject) for message in messages))
