"""Who else has the form of a record open: told to whoever opens it, and gone soon after they leave."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from publishing.models import NAME_LENGTH, Presence

ABSENT_AFTER = timedelta(minutes=5)  # without a sign of life: a browser gives one each half minute


def note_presence(label: str, pk, user: AbstractBaseUser) -> None:
    """Note that the user has the form open; since when is kept while they give signs of life."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - ABSENT_AFTER).delete()
    values = {"name": user.get_username()[:NAME_LENGTH], "seen_at": now}
    Presence.objects.bulk_create(
        [Presence(record_type=label, record_id=pk, user_id=user.pk, opened_at=now, **values)],
        update_conflicts=True,
        unique_fields=["record_type", "record_id", "user_id"],
        update_fields=list(values),
    )


def note_absence(label: str, pk, user: AbstractBaseUser) -> None:
    """Note that the user has left the form."""
    Presence.objects.filter(record_type=label, record_id=pk, user_id=user.pk).delete()


def others_at(label: str, pk, user: AbstractBaseUser) -> Iterable[Presence]:
    """Who else has the form open, the first comer first."""
    lately = Presence.objects.filter(seen_at__gte=timezone.now() - ABSENT_AFTER)
    return lately.filter(record_type=label, record_id=pk).exclude(user_id=user.pk).order_by("opened_at")
