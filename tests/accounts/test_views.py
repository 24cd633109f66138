"""A forgotten password: a new one by mail, once, without telling who has an account."""

import re

import pytest
from django.test import Client

from accounts.groups import AUTHORS
from accounts.preferences import remember_language
from accounts.sessions import open_sessions
from accounts.views import spaced
from tests.accounts.conftest import PASSWORD
from tests.accounts.people import is_in, log_in, with_device

pytestmark = pytest.mark.django_db

RESET = "/admin/mot-de-passe/"
NEW = "un tout autre mot de passe"


@pytest.fixture
def author(account):
    return account("auteur", AUTHORS, email="auteur@registre.example")


def ask(client, email="auteur@registre.example", **options):
    return client.post(RESET, {"email": email}, **options)


def address_in(message):
    return re.search(r"^http://127\.0\.0\.1:8000(/admin/mot-de-passe/\S+)$", message.body, re.MULTILINE)[1]


def choose(client, address, password=NEW):
    form = client.get(address).headers.get("Location", address)
    return client.post(form, {"new_password1": password, "new_password2": password})


def test_login_page_leads_there(visitor):
    assert f'href="{RESET}"' in visitor.get("/admin/login/").content.decode()
    assert visitor.get(RESET).status_code == 200


def test_new_password_is_chosen_by_the_link_and_the_old_sessions_end(author, visitor, delivered):
    other = Client()
    log_in(other, "auteur")
    ask(visitor)
    (message,) = delivered()
    assert message.to == ["auteur@registre.example"]

    done = choose(visitor, address_in(message))

    assert done.url == f"{RESET}change/"
    assert visitor.get(done.url).status_code == 200
    assert not is_in(other)
    assert not open_sessions(author).exists()
    assert not is_in(visitor)
    assert log_in(visitor, "auteur", NEW).status_code == 302


def test_link_works_once(author, visitor, delivered):
    ask(visitor)
    address = address_in(delivered()[0])
    choose(visitor, address)

    again = Client(headers={"accept-language": "fr"})
    page = again.get(address)
    choose(again, address, "encore un autre mot de passe")

    assert "validlink" in page.context
    assert not page.context["validlink"]
    assert log_in(again, "auteur", NEW).status_code == 302


def test_link_ends_after_an_hour(author, visitor, delivered, settings):
    ask(visitor)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert not visitor.get(address_in(delivered()[0])).context["validlink"]


def test_password_that_is_too_weak_is_refused(author, visitor, delivered):
    ask(visitor)

    page = choose(visitor, address_in(delivered()[0]), "12345")

    assert page.context["form"].errors
    assert log_in(visitor, "auteur", PASSWORD).status_code == 302


def test_answer_is_the_same_whether_or_not_somebody_has_the_address(author, visitor, delivered):
    known, unknown = ask(visitor), ask(Client(), "personne@registre.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert known.url == f"{RESET}envoye/"
    assert len(delivered()) == 1


def test_closed_account_gets_no_mail(author, visitor, delivered):
    author.is_active = False
    author.save()

    ask(visitor)

    assert delivered() == []


def test_mail_is_in_the_language_of_its_reader(author, visitor, delivered):
    remember_language(author, "en")

    ask(visitor)

    assert delivered()[0].subject == "New password"


@pytest.mark.parametrize("email", ["auteur@registre.example", "personne@registre.example"])
def test_asking_again_and_again_is_refused_alike(author, visitor, delivered, email):
    for _n in range(3):
        assert ask(visitor, email).status_code == 302

    refused = ask(visitor, email)

    assert refused.status_code == 429
    assert "Trop d’essais" in refused.content.decode()
    assert len(delivered()) in {0, 3}


def test_one_who_asks_for_many_addresses_is_refused(author, visitor):
    for n in range(10):
        assert ask(visitor, f"n{n}@registre.example", REMOTE_ADDR="8.8.8.8").status_code == 302

    assert ask(visitor, "encore@registre.example", REMOTE_ADDR="8.8.8.8").status_code == 429


def test_second_factor_stays(author, visitor, delivered):
    with_device(author)
    ask(visitor)
    choose(visitor, address_in(delivered()[0]))
    log_in(visitor, "auteur", NEW)

    assert not is_in(visitor)


def test_secret_is_typed_by_fours(author):
    device = with_device(author)

    parts = spaced(device).split(" ")

    assert {len(part) for part in parts} == {4}
    assert f"secret={''.join(parts)}&" in device.config_url
