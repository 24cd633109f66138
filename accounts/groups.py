"""The groups of the desk: who may do what, with the record types and languages there are.

Each `migrate` makes them what is said here, so that a record type or a language that came with an update has its
rights, and what somebody added by hand is gone: whoever needs something else gets a group of another name.
"""

import secrets

from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import router
from django.db.models import Q
from django.utils.translation import get_language_info

AUTHORS, REVIEWERS, PUBLISHERS = "Auteurs", "Relecteurs", "Responsables de publication"
ADMINISTRATORS = "Administrateurs"
TASKS = (AUTHORS, REVIEWERS, PUBLISHERS, ADMINISTRATORS)

SUBMIT = {"publishing.submit_records"}
REVIEW = {"publishing.review_submissions", "publishing.view_publication"}
PUBLISH = REVIEW | {"publishing.publish_records"}
EXPORT = {"publishing.export_records"}
EXCHANGE = EXPORT | {"publishing.import_records"}
ADMINISTER = {
    "auth.view_group",
    *(f"auth.{action}_user" for action in ("add", "change", "view")),
}


def translators_of(code: str) -> str:
    """The group of those who translate into one language."""
    return f"Traducteurs ({code})"


def names_of_groups() -> list[str]:
    """The groups that the register makes."""
    return [*TASKS, *map(translators_of, settings.TARGET_LANGUAGES)]


def translation_into(code: str) -> str:
    """The permission that lets somebody write the texts of that language, and nothing else."""
    return f"accounts.translate_{code}"


def languages_of(user) -> list[str]:
    """The languages into which somebody may translate."""
    return [code for code in settings.TARGET_LANGUAGES if user.has_perm(translation_into(code))]


def follow_migrations(sender, using, apps=installed, **kwargs) -> None:
    """A receiver of `post_migrate`. Permissions are made by a receiver too: here they must be there already."""
    if not router.allow_migrate_model(using, installed.get_model("auth.Group")):
        return
    try:
        apps.get_model("accounts.Preference")
    except LookupError:  # the tables were just removed
        return
    for app in installed.get_app_configs():
        create_permissions(app, verbosity=0, using=using, apps=apps)
    create_groups()


def create_groups(languages=tuple(settings.TARGET_LANGUAGES)) -> None:
    """Make the groups of the desk, each with exactly the permissions of its task."""
    for code in languages:
        create_translation_permission(code)
    reading, writing = of_records("view_"), of_records()
    rights = {
        AUTHORS: writing | named(SUBMIT | EXCHANGE),
        REVIEWERS: reading | named(REVIEW | EXPORT),
        PUBLISHERS: reading | named(PUBLISH | EXPORT),
        ADMINISTRATORS: writing | named(SUBMIT | EXCHANGE | PUBLISH | ADMINISTER),
        **{translators_of(code): reading | named(SUBMIT | EXCHANGE | {translation_into(code)}) for code in languages},
    }
    groups, permissions = (installed.get_model(f"auth.{name}") for name in ("Group", "Permission"))
    for name, granted in rights.items():
        groups.objects.get_or_create(name=name)[0].permissions.set(permissions.objects.filter(granted))


def create_translation_permission(code: str) -> None:
    content_type = installed.get_model("contenttypes.ContentType").objects
    installed.get_model("auth.Permission").objects.update_or_create(
        content_type=content_type.get_for_model(installed.get_model("accounts.Preference")),
        codename=translation_into(code).partition(".")[2],
        defaults={"name": f"Peut traduire : {get_language_info(code)['name_local']}"},
    )


def of_records(action: str = "") -> Q:
    """The permissions on whatever is published, to view only or for every action."""
    return Q(content_type__app_label__in=settings.LIVE_APPS, codename__startswith=action)


def named(names) -> Q:
    """Permissions by their full names."""
    condition = Q(pk=None)
    for name in names:
        app_label, _dot, codename = name.partition(".")
        condition |= Q(content_type__app_label=app_label, codename=codename)
    return condition


# Accounts that commands make


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
    users = installed.get_model("auth.User").objects
    if users.filter(username=name).exists():
        return None
    password = secrets.token_urlsafe(12)
    user = users.create_user(name, password=password, is_staff=True)
    user.groups.add(installed.get_model("auth.Group").objects.get(name=group))
    return password
