"""A second factor beside the password: added, asked for, used up, replaced and lost."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.groups import ADMINISTRATORS, AUTHORS, PUBLISHERS, REVIEWERS
from accounts.models import RecoveryCode, RecoveryDevice
from tests.accounts.people import CODE, ENROLMENT, code_of, is_in, log_in, with_device, wrong_code

pytestmark = pytest.mark.django_db

PAGES = ["/admin/", "/admin/summits/meeting/", "/admin/soumettre/", "/admin/corbeille/", "/admin/sessions/"]


@pytest.fixture
def author(account):
    return account("auteur", AUTHORS)


@pytest.fixture
def guarded(author, visitor):
    """An author with a device, who has given the password."""
    visitor.device = with_device(author)
    log_in(visitor, "auteur")
    return visitor


# Adding a device


def test_device_is_added_with_the_code_it_shows_and_recovery_codes_are_shown_once(author, visitor):
    log_in(visitor, "auteur")
    secret = visitor.get(ENROLMENT).context["secret"].replace(" ", "")
    device = TOTPDevice.objects.get()
    assert f"secret={secret}&" in device.config_url

    page = visitor.post(ENROLMENT, {"code": code_of(device)})

    assert TOTPDevice.objects.get().confirmed
    assert len(page.context["codes"]) == 10
    assert all(code in page.content.decode() for code in page.context["codes"])
    assert "no-store" in page.headers["Cache-Control"]
    assert not visitor.get(ENROLMENT).context["codes"]
    assert is_in(visitor)


def test_image_of_the_secret_is_an_svg_that_nobody_keeps(author, visitor):
    log_in(visitor, "auteur")

    image = visitor.get(reverse("second_factor_qr"))

    assert image.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in image.headers["Cache-Control"]
    assert image.content.startswith(b"<svg")
    assert b"style=" not in image.content
    assert "unsafe" not in image.headers["Content-Security-Policy"]


def test_wrong_code_adds_no_device(author, visitor):
    log_in(visitor, "auteur")
    visitor.get(ENROLMENT)

    page = visitor.post(ENROLMENT, {"code": wrong_code(TOTPDevice.objects.get())})

    assert "n’est pas valable" in page.content.decode()
    assert not TOTPDevice.objects.get().confirmed
    assert not RecoveryCode.objects.exists()


@pytest.mark.parametrize("name", ["second_factor", "second_factor_qr", "second_factor_code"])
def test_nobody_gets_there_without_a_password(visitor, name):
    assert visitor.get(reverse(name)).url == "/admin/login/"


def test_who_does_not_work_at_the_desk_adds_no_device(account, visitor):
    user = account("lecteur")
    user.is_staff = False
    user.save()
    visitor.force_login(user)

    assert visitor.get(ENROLMENT).url == "/admin/login/"
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("name", ["second_factor", "second_factor_qr"])
def test_password_alone_neither_shows_nor_replaces_a_device(guarded, name):
    assert guarded.get(reverse(name)).url == "/admin/login/"
    assert guarded.post(reverse(name), {"_remove": "1", "code": "000000"}).url == "/admin/login/"
    assert TOTPDevice.objects.filter(confirmed=True).count() == 1


# Being asked for it


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_shown_before_the_code(guarded, page):
    assert guarded.get(page).url == f"/admin/login/?next={page}"
    assert guarded.get(f"/admin/login/?next={page}").url == f"{CODE}?next={page.replace('/', '%2F')}"
    assert guarded.post(page).status_code == 302


def test_code_of_the_device_lets_in_and_leads_on(guarded):
    answer = guarded.post(CODE, {"code": code_of(guarded.device), "next": "/admin/corbeille/"})

    assert answer.url == "/admin/corbeille/"
    assert is_in(guarded)


def test_code_leads_to_no_other_site(guarded):
    answer = guarded.post(CODE, {"code": code_of(guarded.device), "next": "https://ailleurs.example/"})

    assert answer.url == "/admin/"


def test_session_has_another_key_after_the_code(guarded):
    before = guarded.session.session_key

    guarded.post(CODE, {"code": code_of(guarded.device)})

    assert guarded.session.session_key != before


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567"])
def test_what_is_no_code_is_refused_in_words(guarded, code):
    page = guarded.post(CODE, {"code": code})

    assert page.context["form"].errors["code"]
    assert not is_in(guarded)


def test_wrong_code_is_refused(guarded):
    page = guarded.post(CODE, {"code": wrong_code(guarded.device)})

    assert "Ce code n’est pas valable" in page.content.decode()
    assert not is_in(guarded)


def test_code_is_not_replayed(guarded, author):
    code = code_of(guarded.device)
    guarded.post(CODE, {"code": code})
    thief = Client(headers={"accept-language": "fr"})
    log_in(thief, "auteur")

    page = thief.post(CODE, {"code": code})

    assert "a déjà servi" in page.content.decode()
    assert not is_in(thief)


def test_code_of_somebody_else_is_refused(guarded, account):
    other = with_device(account("autre", AUTHORS))

    guarded.post(CODE, {"code": code_of(other)})

    assert not is_in(guarded)


def test_recovery_code_lets_in_once(guarded, author):
    code = second_factor.new_recovery_codes(author)[0]

    guarded.post(CODE, {"code": code.upper()})
    assert is_in(guarded)

    again = Client(headers={"accept-language": "fr"})
    log_in(again, "auteur")
    assert "a déjà servi" in again.post(CODE, {"code": code}).content.decode()
    assert not is_in(again)
    assert second_factor.recovery_codes_left(author) == 9


def test_recovery_codes_lie_in_the_database_as_fingerprints(author):
    codes = [code.replace("-", "") for code in second_factor.new_recovery_codes(author)]

    kept = [row.fingerprint for row in RecoveryCode.objects.all()]

    assert len(set(kept)) == 10
    assert not any(code in fingerprint for code in codes for fingerprint in kept)
    other = RecoveryDevice.objects.create(user=author)
    assert other.fingerprint(codes[0]) not in kept  # each device has its salt


OLD_TABLES = """
CREATE TABLE otp_static_staticdevice (
    id serial PRIMARY KEY, name varchar(64), confirmed bool, user_id int REFERENCES auth_user
);
CREATE TABLE otp_static_statictoken (
    id serial PRIMARY KEY, token varchar(16), device_id int REFERENCES otp_static_staticdevice
);
INSERT INTO otp_static_staticdevice (name, confirmed, user_id) SELECT 'recovery', true, id FROM auth_user;
INSERT INTO otp_static_statictoken (token, device_id) SELECT 'abcd2345', id FROM otp_static_staticdevice;
"""


def test_codes_that_were_kept_as_they_are_still_work_once_after_migrating(author):
    with connection.cursor() as cursor:
        cursor.execute(OLD_TABLES)
        with connection.schema_editor() as editor:
            import_module("accounts.migrations.0003_recovery_codes").move_codes(apps, editor)
        assert not any(name.startswith("otp_static") for name in connection.introspection.table_names(cursor))

    assert second_factor.verify(author, "ABCD-2345")
    assert second_factor.verify(author, "ABCD-2345") is None


def test_who_gave_the_password_may_leave(guarded):
    assert guarded.post(CODE, {"_leave": "1"}).url == "/admin/login/"
    assert guarded.get(CODE).url == "/admin/login/"
    assert "_auth_user_id" not in guarded.session


def test_codes_speak_the_editors_language(author):
    client = Client(headers={"accept-language": "en"})
    device = with_device(author)
    log_in(client, "auteur")

    assert "This code is not valid" in client.post(CODE, {"code": wrong_code(device)}).content.decode()


# Changing it


def test_recovery_codes_are_replaced_by_a_code(guarded, author):
    old = second_factor.new_recovery_codes(author)
    guarded.post(CODE, {"code": old[0]})

    page = guarded.post(ENROLMENT, {"_codes": "1", "code": old[1]})

    assert len(page.context["codes"]) == 10
    assert second_factor.verify(author, page.context["codes"][0])
    assert second_factor.verify(author, old[2]) is None


def test_nothing_is_changed_without_a_code(guarded, author):
    codes = second_factor.new_recovery_codes(author)
    guarded.post(CODE, {"code": codes[0]})

    guarded.post(ENROLMENT, {"_remove": "1", "code": ""})
    guarded.post(ENROLMENT, {"_codes": "1", "code": "zzzz-zzzz"})

    assert TOTPDevice.objects.filter(confirmed=True).exists()
    assert second_factor.recovery_codes_left(author) == 9


def test_device_is_removed_by_a_code(guarded, author):
    codes = second_factor.new_recovery_codes(author)
    guarded.post(CODE, {"code": codes[0]})

    guarded.post(ENROLMENT, {"_remove": "1", "code": codes[1]})

    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert not RecoveryCode.objects.exists()
    assert is_in(guarded)


# Where it is compulsory


@pytest.mark.parametrize("group", [PUBLISHERS, ADMINISTRATORS])
def test_who_can_do_harm_adds_one_before_anything_else(account, visitor, settings, group):
    settings.SECOND_FACTOR_REQUIRED = True
    account("chef", group)
    log_in(visitor, "chef")

    assert visitor.get("/admin/").url == "/admin/login/?next=/admin/"
    assert visitor.get("/admin/login/?next=/admin/").url.startswith(ENROLMENT)
    assert "ajoutez un second facteur pour continuer" in visitor.get(ENROLMENT).content.decode()

    visitor.post(ENROLMENT, {"code": code_of(TOTPDevice.objects.get())})
    assert is_in(visitor)


def test_superusers_too(account, visitor, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    account("racine", is_superuser=True)
    log_in(visitor, "racine")

    assert not is_in(visitor)


@pytest.mark.parametrize("group", [AUTHORS, REVIEWERS])
def test_others_choose(account, visitor, settings, group):
    settings.SECOND_FACTOR_REQUIRED = True
    account("membre", group)
    log_in(visitor, "membre")

    assert is_in(visitor)


def test_demonstration_asks_nobody(account, visitor):
    account("chef", ADMINISTRATORS)
    log_in(visitor, "chef")

    assert is_in(visitor)
