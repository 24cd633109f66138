"""Accounts that commands make."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group, User

from accounts.groups import ADMINISTRATORS, AUTHORS, PUBLISHERS, REVIEWERS, translators_of


def demonstration_accounts() -> dict[str, str]:
    """One account for each task of the desk, by name, with its group."""
    translators = {f"traduction-{code}": translators_of(code) for code in settings.TRANSLATED_LANGUAGES}
    return {
        "auteur": AUTHORS,
        **translators,
        "relecture": REVIEWERS,
        "publication": PUBLISHERS,
        "administration": ADMINISTRATORS,
    }


def create_account(name: str, group: str) -> str | None:
    """An account of the desk in a group: its random password, or None if it is there already."""
    if User.objects.filter(username=name).exists():
        return None
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(name, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return password
