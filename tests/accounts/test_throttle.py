"""Passwords, codes and addresses of mail cannot be tried out."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.groups import ADMINISTRATORS, AUTHORS
from accounts.models import Attempt
from accounts.throttle import LIMITS, ThrottledError
from tests.accounts.conftest import PASSWORD
from tests.accounts.people import CODE, code_of, is_in, log_in, with_device, wrong_code

pytestmark = pytest.mark.django_db

HERE, THERE = "8.8.8.8", "9.9.9.9"


@pytest.fixture
def author(account):
    return account("auteur", AUTHORS)


def fail(client, times, name="auteur", address=HERE):
    for _n in range(times):
        answer = log_in(client, name, "faux", REMOTE_ADDR=address)
    return answer


def pass_minutes(minutes):
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(at=attempt.at - timedelta(minutes=minutes))


def test_after_five_wrong_passwords_the_right_one_waits_too(author, visitor):
    assert fail(visitor, 5).status_code == 200

    refused = log_in(visitor, "auteur", REMOTE_ADDR=HERE)

    assert refused.status_code == 429
    assert 800 < int(refused.headers["Retry-After"]) <= 900
    assert "Trop d’essais. Attendez 15 minutes, puis réessayez." in refused.content.decode()
    assert not is_in(visitor)


def test_wait_is_said_in_the_editors_language(author):
    client = Client(headers={"accept-language": "en"})
    fail(client, 5)
    pass_minutes(14.5)

    assert "Too many attempts. Wait 1 minute, then try again." in fail(client, 1).content.decode()


def test_wait_ends_by_itself_and_refused_attempts_do_not_prolong_it(author, visitor):
    fail(visitor, 5)
    pass_minutes(10)
    fail(visitor, 3)
    pass_minutes(5)

    assert log_in(visitor, "auteur", REMOTE_ADDR=HERE).status_code == 302


def test_names_that_nobody_has_wait_alike(visitor):
    fail(visitor, 5, name="personne")

    assert fail(visitor, 1, name="PERSONNE").status_code == 429


def test_somebody_elsewhere_is_not_kept_out(author, visitor):
    fail(visitor, 5)

    assert log_in(Client(), "auteur", REMOTE_ADDR=THERE).status_code == 302


def test_an_account_tried_from_everywhere_waits_everywhere(author, visitor):
    for n in range(20):
        fail(visitor, 1, address=f"8.8.4.{n}")

    assert log_in(visitor, "auteur", REMOTE_ADDR=THERE).status_code == 429


def test_an_address_that_tries_many_accounts_waits(author, visitor):
    for n in range(50):
        fail(visitor, 1, name=f"compte{n}")

    assert log_in(visitor, "auteur", REMOTE_ADDR=HERE).status_code == 429
    assert log_in(visitor, "auteur", REMOTE_ADDR=THERE).status_code == 302


@pytest.mark.parametrize("proxy", ["127.0.0.1", "10.0.0.7", "::1"])
def test_nobody_is_kept_out_by_others_behind_the_same_proxy(author, visitor, proxy):
    for n in range(50):
        fail(visitor, 1, name=f"compte{n}", address=proxy)

    assert log_in(visitor, "auteur", REMOTE_ADDR=proxy).status_code == 302


def test_neighbours_in_one_network_of_ipv6_are_one(author, visitor):
    for n in range(5):
        fail(visitor, 1, address=f"2a00:1450:4007:80e::{n}")

    assert log_in(visitor, "auteur", REMOTE_ADDR="2a00:1450:4007:80e:1::9").status_code == 429
    assert log_in(visitor, "auteur", REMOTE_ADDR="2a00:1450:4007:80f::9").status_code == 302


def test_header_of_a_proxy_is_believed_only_if_settings_say_so(author, visitor):
    for n in range(5):
        log_in(visitor, "auteur", "faux", REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=f"8.8.4.{n}")

    assert log_in(visitor, "auteur", REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR="8.8.4.9").status_code == 429


def test_of_that_header_only_what_the_proxy_added_counts(author, visitor, settings):
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    for n in range(5):
        log_in(visitor, "auteur", "faux", HTTP_X_FORWARDED_FOR=f"8.8.4.{n}, {HERE}")

    assert log_in(visitor, "auteur", HTTP_X_FORWARDED_FOR=f"8.8.4.9, {HERE}").status_code == 429
    assert log_in(visitor, "auteur", HTTP_X_FORWARDED_FOR=f"{HERE}, {THERE}").status_code == 302


def test_success_forgets_what_failed_before(author, visitor):
    fail(visitor, 4)
    log_in(visitor, "auteur", REMOTE_ADDR=HERE)

    assert not Attempt.objects.exists()


def test_attempts_are_kept_no_longer_than_they_count(author, visitor):
    fail(visitor, 3)
    pass_minutes(16)
    fail(visitor, 1)

    assert Attempt.objects.count() == 1


def test_closed_account_is_answered_like_one_that_is_not_there(author, visitor):
    author.is_active = False
    author.save()

    first, second = (log_in(Client(headers={"accept-language": "fr"}), name) for name in ("auteur", "personne"))

    assert [str(e) for e in first.context["form"].non_field_errors()] == [
        str(e) for e in second.context["form"].non_field_errors()
    ]


# Codes


def test_codes_cannot_be_tried_out_and_the_password_does_not_start_again(author, visitor):
    device = with_device(author)
    log_in(visitor, "auteur")
    for _n in range(5):
        assert visitor.post(CODE, {"code": wrong_code(device)}).status_code == 200

    log_in(visitor, "auteur", PASSWORD)
    refused = visitor.post(CODE, {"code": code_of(device)})

    assert refused.status_code == 429
    assert "Trop d’essais" in refused.content.decode()
    assert not is_in(visitor)


# Ways out


def test_command_lets_one_account_or_all_try_again(author, visitor):
    fail(visitor, 5)
    fail(visitor, 5, name="autre")

    call_command("unlock_logins", "auteur")
    assert log_in(visitor, "auteur", REMOTE_ADDR=HERE).status_code == 302
    assert fail(visitor, 1, name="autre").status_code == 429

    call_command("unlock_logins")
    assert fail(visitor, 1, name="autre").status_code == 200


def test_administrator_lets_an_account_try_again(author, visitor, member):
    fail(visitor, 5)

    chosen = {"action": "let_try_again", "_selected_action": [str(author.pk)]}
    member(ADMINISTRATORS).post("/admin/auth/user/", chosen)

    assert log_in(visitor, "auteur", REMOTE_ADDR=HERE).status_code == 302


def test_every_kind_of_attempt_has_a_limit_for_the_account():
    assert {kind: min(limit.count for limit in limits) for kind, limits in LIMITS.items()} == {
        Attempt.Kind.LOGIN: 5,
        Attempt.Kind.CODE: 5,
        Attempt.Kind.RESET: 3,
    }


@pytest.mark.parametrize(("seconds", "words"), [(1, "1 minute,"), (61, "2 minutes,")])
def test_wait_is_told_in_whole_minutes(seconds, words):
    assert words in str(ThrottledError(timedelta(seconds=seconds)))
