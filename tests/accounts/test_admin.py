"""Administrators manage accounts, and cannot make themselves more than they are."""

import pytest
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.groups import ADMINISTRATORS, AUTHORS, PUBLISHERS, REVIEWERS
from tests.accounts.people import is_in, log_in, with_device

pytestmark = pytest.mark.django_db

ACCOUNTS = "/admin/auth/user/"


@pytest.fixture
def administrator(member):
    return member(ADMINISTRATORS, "chef")


def form_of_account(user):
    return f"{ACCOUNTS}{user.pk}/change/"


def group(name):
    return Group.objects.get(name=name)


def test_account_is_made_and_put_in_a_group(administrator):
    password = "un mot de passe assez long"
    fields = {"username": "nouvelle", "usable_password": "true", "password1": password, "password2": password}

    administrator.post(f"{ACCOUNTS}add/", fields | {"groups": [group(AUTHORS).pk]})

    user = User.objects.get(username="nouvelle")
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert user.has_perm("summits.change_decision")


@pytest.mark.parametrize("who", ["self", "other"])
def test_nobody_becomes_superuser_by_a_forged_form(administrator, account, who):
    user = administrator.user if who == "self" else account("auteur")
    forged = {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1"], "is_active": "on"}

    administrator.post(form_of_account(user), {"username": user.username, "groups": []} | forged)

    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.user_permissions.exists()


def test_group_of_somebody_elses_making_is_not_given(administrator, account):
    special, user = Group.objects.create(name="Spécial"), account("auteur")

    page = administrator.post(form_of_account(user), {"username": "auteur", "is_active": "on", "groups": [special.pk]})

    assert page.context["adminform"].form.errors.keys() == {"groups"}


@pytest.mark.parametrize("action", ["change", "password", "delete", "history"])
def test_superusers_are_out_of_reach(administrator, account, action):
    root = account("racine", is_superuser=True)

    answer = administrator.post(
        f"{ACCOUNTS}{root.pk}/{action}/", {"username": "pris", "password1": "x", "password2": "x"}
    )

    assert answer.status_code in {302, 403, 404}
    assert User.objects.get(pk=root.pk).username == "racine"
    assert User.objects.get(pk=root.pk).check_password("un mot de passe assez long")


def test_superusers_are_not_listed_for_administrators(administrator, account, client):
    root = account("racine", is_superuser=True)

    assert "racine" not in administrator.get(ACCOUNTS).content.decode()
    client.force_login(root)
    assert "racine" in client.get(ACCOUNTS).content.decode()


def test_superuser_sees_rights_beside_the_groups(account, client):
    client.force_login(account("racine", is_superuser=True))

    page = client.get(form_of_account(account("auteur")))

    assert "is_superuser" in page.context["adminform"].form.fields


def test_accounts_are_closed_and_not_deleted(administrator, account):
    user = account("auteur")

    assert administrator.post(f"{ACCOUNTS}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("name", [AUTHORS, REVIEWERS, PUBLISHERS])
def test_others_manage_no_accounts(member, name):
    client = member(name)

    for page in (ACCOUNTS, f"{ACCOUNTS}add/", form_of_account(client.user), "/admin/auth/group/"):
        assert client.get(page).status_code == 403


def test_administrators_only_read_groups(administrator):
    address = f"/admin/auth/group/{group(AUTHORS).pk}/change/"

    assert administrator.get(address).status_code == 200
    assert administrator.post(address, {"name": "Tous", "permissions": []}).status_code == 403


def test_keys_of_devices_have_no_page(account, client):
    client.force_login(account("racine", is_superuser=True))

    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404


def test_lost_device_is_removed_with_the_sessions(administrator, account, visitor):
    user = account("auteur", AUTHORS)
    log_in(visitor, "auteur")
    with_device(user)

    administrator.post(ACCOUNTS, {"action": "remove_second_factor", "_selected_action": [str(user.pk)]})

    assert not TOTPDevice.objects.exists()
    assert not is_in(visitor)


def test_nobody_removes_their_own_second_factor_this_way(administrator):
    device = with_device(administrator.user)
    session = administrator.session
    session["otp_device_id"] = device.persistent_id
    session.save()

    chosen = {"action": "remove_second_factor", "_selected_action": [str(administrator.user.pk)]}
    administrator.post(ACCOUNTS, chosen)

    assert TOTPDevice.objects.exists()
