"""The groups of the desk have the rights of their task, with whatever record types and languages there are."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management.sql import emit_post_migrate_signal

from accounts.groups import (
    ADMINISTRATORS,
    AUTHORS,
    PUBLISHERS,
    REVIEWERS,
    create_account,
    create_groups,
    demonstration_accounts,
    languages_of,
    translators_of,
)
from publishing.registry import RECORD_TYPES

pytestmark = pytest.mark.django_db

WRITING = {"add", "change", "delete", "view"}
EXPORT = {"publishing.export_records"}
EXCHANGE = EXPORT | {"publishing.import_records"}
SUBMIT = {"publishing.submit_records"}


def permissions_of(group):
    user = User.objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    return user.get_all_permissions()


def end_of_migrate():
    """What `migrate` does last; the command itself reconnects, which ends the transaction of a test."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def on_records(permissions):
    """Which actions somebody may do to records, whatever their type."""
    return {
        name.partition(".")[2].partition("_")[0] for name in permissions if name.split(".")[0] in settings.LIVE_APPS
    }


def elsewhere(permissions):
    return {name for name in permissions if name.split(".")[0] not in settings.LIVE_APPS}


@pytest.mark.parametrize(
    ("group", "records", "rest"),
    [
        (AUTHORS, WRITING, SUBMIT | EXCHANGE),
        (translators_of("en"), {"view"}, SUBMIT | EXCHANGE | {"accounts.translate_en"}),
        (translators_of("ar"), {"view"}, SUBMIT | EXCHANGE | {"accounts.translate_ar"}),
        (REVIEWERS, {"view"}, EXPORT | {"publishing.review_submissions", "publishing.view_publication"}),
    ],
)
def test_group_has_the_rights_of_its_task_and_no_other(group, records, rest):
    granted = permissions_of(group)

    assert on_records(granted) == records
    assert elsewhere(granted) == rest


def test_publishers_review_and_publish_and_write_nothing():
    granted = permissions_of(PUBLISHERS)

    assert on_records(granted) == {"view"}
    assert {"publishing.review_submissions", "publishing.publish_records"} < granted
    assert "publishing.submit_records" not in granted


def test_administrators_do_all_that_and_manage_accounts():
    granted = permissions_of(ADMINISTRATORS)

    assert granted > permissions_of(AUTHORS) | permissions_of(PUBLISHERS) | {"auth.add_user", "auth.change_user"}
    assert not granted & {"auth.change_group", "auth.delete_user", "auth.add_permission"}


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=lambda kind: kind.label)
def test_authors_write_every_record_type_with_its_parts(kind):
    granted = permissions_of(AUTHORS)

    for model in (kind.model, *kind.parts):
        assert {f"{model._meta.app_label}.{action}_{model._meta.model_name}" for action in WRITING} <= granted


def test_migrating_again_makes_groups_what_they_are_said_to_be():
    authors = Group.objects.get(name=AUTHORS)
    before = permissions_of(AUTHORS)
    authors.permissions.set(Permission.objects.filter(codename="delete_user"))
    Group.objects.get(name=REVIEWERS).delete()

    end_of_migrate()

    assert User.objects.get(username=AUTHORS).get_all_permissions() == before
    assert Group.objects.filter(name=REVIEWERS).exists()


def test_groups_are_made_even_when_permissions_are_not_there_yet():
    Group.objects.all().delete()
    Permission.objects.all().delete()

    end_of_migrate()

    assert "summits.change_decision" in permissions_of(AUTHORS)


def test_language_that_is_added_has_its_translators():
    create_groups([*settings.TRANSLATED_LANGUAGES, "ha"])

    assert elsewhere(permissions_of(translators_of("ha"))) == SUBMIT | EXCHANGE | {"accounts.translate_ha"}


def test_every_language_but_french_has_its_translators():
    codes = [code for code, _name in settings.LANGUAGES if code != "fr"]

    assert set(map(translators_of, codes)) == set(
        Group.objects.filter(name__startswith="Traducteurs").values_list("name", flat=True)
    )


def test_languages_of_a_translator_of_two():
    user = User.objects.create_user("traduction")
    user.groups.set(Group.objects.filter(name__in=map(translators_of, ("ar", "en"))))

    assert languages_of(user) == ["en", "ar"]


def test_account_is_made_once_with_a_password_nobody_could_guess():
    password = create_account("relecture", REVIEWERS)

    user = User.objects.get(username="relecture")
    assert user.check_password(password)
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert create_account("relecture", REVIEWERS) is None


def test_demonstration_has_an_account_for_each_public_task():
    assert set(demonstration_accounts().values()) <= set(Group.objects.values_list("name", flat=True))
    assert len(demonstration_accounts()) == 4 + len(settings.TRANSLATED_LANGUAGES)
