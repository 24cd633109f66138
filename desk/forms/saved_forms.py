"""Forms that could not be received because a session had ended: kept for who typed them, and for nobody else.

A form says, signed, to whom it was shown. What comes back without a session is kept in that account's name, and shown
to it alone once it has signed in again.
"""

import uuid
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from publishing.models import KeptForm

OWNER = "_pour"  # the hidden field that says whose form it is
KEPT = "_gardee"  # the parameter, and hidden field, that names a kept form
LASTS = timedelta(days=7)
AT_MOST = 20  # forms of one account
SALT = "publishing.kept"  # of forms shown before this module had its name


def sign_owner(user) -> str:
    """What a form shown to that user carries, for it to be theirs when it comes back."""
    return signing.dumps(user.pk, salt=SALT)


def save_form(request: HttpRequest) -> KeptForm | None:
    """Keep what was sent, if it comes from a form of ours that says to whom it was shown."""
    try:
        user_id = signing.loads(request.POST.get(OWNER, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    body = request.POST.copy()
    body.pop("csrfmiddlewaretoken", None)
    mine = KeptForm.objects.filter(user_id=user_id)
    mine.filter(at__lt=timezone.now() - LASTS).delete()
    mine.exclude(pk__in=mine.order_by("-at").values("pk")[: AT_MOST - 1]).delete()
    return KeptForm.objects.create(user_id=user_id, path=request.path, body=body.urlencode())


def saved_form_for(request: HttpRequest, name: str) -> KeptForm | None:
    """The kept form of that name, if it is the user's own and was sent to this very page."""
    try:
        return KeptForm.objects.filter(pk=uuid.UUID(name), user_id=request.user.pk, path=request.path).first()  # type: ignore[misc]  # the desk is for accounts
    except ValueError:
        return None


def delete_saved_form(request: HttpRequest) -> None:
    """What was kept is saved: it is needed no longer."""
    if kept := saved_form_for(request, request.POST.get(KEPT, "")):
        kept.delete()
