"""Who may do what at the desk: two groups, whose permissions follow the record types there are."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User

EDITORS, REVIEWERS = "Rédaction", "Relecture"
SUBMIT = ["submit_records"]
PUBLISH = ["review_submissions", "publish_records", "withdraw_records", "view_publication"]


def create_groups() -> None:
    """Make the groups, or give them what was added since; whatever else they were granted stays."""
    writing = Permission.objects.filter(content_type__app_label__in=settings.LIVE_APPS)
    for name, codenames in {EDITORS: SUBMIT, REVIEWERS: SUBMIT + PUBLISH}.items():
        permissions = writing | Permission.objects.filter(content_type__app_label="publishing", codename__in=codenames)
        Group.objects.get_or_create(name=name)[0].permissions.add(*permissions)


def create_account(name: str, group: str) -> str | None:
    """An account of the desk in a group: its random password, or None if it is there already."""
    if User.objects.filter(username=name).exists():
        return None
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(name, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return password
