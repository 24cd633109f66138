"""Sessions are listed, closed, and end by themselves."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from accounts.groups import ADMINISTRATORS, AUTHORS
from accounts.models import Session
from accounts.sessions import SEEN, STARTED, worded_agent
from tests import factories as make
from tests.accounts.conftest import PASSWORD
from tests.accounts.people import SESSIONS, is_in, log_in

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def author(account):
    return account("auteur", AUTHORS)


@pytest.fixture
def browsers(author):
    """Two browsers in which the author has signed in and looked at something."""

    def signed_in(agent, address):
        client = Client(headers={"accept-language": "fr", "user-agent": agent}, REMOTE_ADDR=address)
        log_in(client, "auteur")
        assert is_in(client)
        return client

    return signed_in(FIREFOX, "8.8.8.8"), signed_in(PHONE, "9.9.9.9")


def put_back(client, name, **ago):
    """Make the session of a client older."""
    session = client.session
    session[name] = session[name] - timedelta(**ago).total_seconds()
    session.save()


def row_of(client):
    return Session.objects.get(session_key=client.session.session_key)


def test_page_lists_browsers_and_addresses_and_which_is_this_one(browsers):
    page = browsers[0].get(SESSIONS)

    told = {s["row"].address: (s["device"], s["is_this"]) for s in page.context["sessions"]}
    assert told == {"8.8.8.8": ("Firefox, Linux", True), "9.9.9.9": ("Safari, iPhone", False)}


def test_page_names_no_session_by_its_key(browsers):
    html = browsers[0].get(SESSIONS).content.decode()

    assert row_of(browsers[1]).number in html
    assert not [row for row in Session.objects.all() if row.session_key in html]


def test_one_session_is_closed(browsers):
    browsers[0].post(SESSIONS, {"_close": row_of(browsers[1]).number})

    assert is_in(browsers[0])
    assert not is_in(browsers[1])


def test_all_others_are_closed(browsers):
    browsers[1].post(SESSIONS, {"_others": "1"})

    assert not is_in(browsers[0])
    assert is_in(browsers[1])


def test_session_of_somebody_else_is_not_closed(browsers, member):
    stranger = member(AUTHORS)

    stranger.post(SESSIONS, {"_close": row_of(browsers[0]).number})

    assert is_in(browsers[0])


def test_sessions_of_others_are_for_administrators(browsers, author, member):
    address = f"{SESSIONS}{author.pk}/"

    assert member(AUTHORS, "autre").get(address).status_code == 404
    administrator = member(ADMINISTRATORS, "chef")
    assert len(administrator.get(address).context["sessions"]) == 2
    administrator.post(address, {"_others": "1"})
    assert not any(map(is_in, browsers))


def test_sessions_of_a_superuser_are_for_superusers(account, member):
    superuser = account("racine", is_superuser=True)

    assert member(ADMINISTRATORS, "chef").get(f"{SESSIONS}{superuser.pk}/").status_code == 404


def test_new_password_closes_the_others_and_keeps_this_one(browsers):
    new = "un tout autre mot de passe"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    browsers[0].post("/admin/password_change/", fields)

    assert is_in(browsers[0])
    assert not is_in(browsers[1])
    assert Session.objects.count() == 1


def test_administrator_who_closes_an_account_closes_its_sessions(browsers, author, member):
    administrator = member(ADMINISTRATORS, "chef")

    administrator.post(f"/admin/auth/user/{author.pk}/change/", {"username": "auteur", "groups": []})

    assert not User.objects.get(pk=author.pk).is_active
    assert not any(map(is_in, browsers))
    assert not Session.objects.filter(user=author).exists()


def test_session_ends_when_nothing_happens(browsers):
    put_back(browsers[0], SEEN, hours=4, minutes=1)

    assert not is_in(browsers[0])
    assert is_in(browsers[1])


def test_session_in_use_goes_on(browsers):
    put_back(browsers[0], SEEN, hours=3)
    assert is_in(browsers[0])

    assert row_of(browsers[0]).expire_date > timezone.now() + timedelta(hours=3)


def test_form_left_open_keeps_no_session_awake(browsers):
    put_back(browsers[0], SEEN, hours=3)
    before = row_of(browsers[0]).expire_date

    browsers[0].post(f"/admin/presence/institutions.organ/{make.organ().pk}/")

    assert row_of(browsers[0]).expire_date == before


def test_session_ends_once_it_is_old_however_much_it_is_used(browsers):
    put_back(browsers[0], STARTED, hours=24, minutes=1)

    assert not is_in(browsers[0])


def test_ended_sessions_are_removed_when_somebody_comes_in(browsers, author):
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))

    log_in(Client(), "auteur")

    assert Session.objects.count() == 1


def test_cookie_is_forgotten_with_the_browser_and_stays_at_the_desk(browsers):
    cookie = browsers[0].cookies["sessionid"]

    assert (cookie["path"], cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "/admin/",
        "",
        True,
        "Strict",
    )


def test_looking_twice_within_minutes_notes_it_once(browsers):
    before = row_of(browsers[0]).seen_at

    is_in(browsers[0])

    assert row_of(browsers[0]).seen_at == before


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (PHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1.15 Safari/605.1.15",
            "Safari, macOS",
        ),
        ("curl/8.0", ""),
    ],
)
def test_browser_is_called_as_its_users_do(agent, words):
    assert worded_agent(agent) == words
