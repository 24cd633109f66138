"""From where a request comes, and by which address attempts are counted."""

import pytest

from accounts.addresses import address_of, telling_address_of


@pytest.fixture
def request_from(rf):
    return lambda **headers: rf.get("/", **headers)


@pytest.mark.parametrize(("said", "address"), [("203.0.113.7", "203.0.113.7"), ("", "None"), ("unix:", "None")])
def test_address_is_that_of_the_connection(request_from, settings, said, address):
    settings.CLIENT_ADDRESS_HEADER = ""

    assert str(address_of(request_from(REMOTE_ADDR=said))) == address


def test_behind_a_proxy_only_what_the_proxy_added_counts(request_from, settings):
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    request = request_from(HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.9", REMOTE_ADDR="127.0.0.1")

    assert str(address_of(request)) == "192.0.2.9"


@pytest.mark.parametrize(
    ("remote", "counted"),
    [
        ("8.8.8.8", "8.8.8.8"),
        ("127.0.0.1", None),
        ("10.0.0.4", None),
        ("2a00:1450:4007:80f::2003", "2a00:1450:4007:80f::"),
        ("rubbish", None),
    ],
)
def test_attempts_are_counted_by_what_is_one_subscribers(request_from, settings, remote, counted):
    settings.CLIENT_ADDRESS_HEADER = ""

    assert telling_address_of(request_from(REMOTE_ADDR=remote)) == counted


def test_a_proxy_that_names_its_clients_may_have_private_ones(request_from, settings):
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"

    assert telling_address_of(request_from(HTTP_X_REAL_IP="10.0.0.4")) == "10.0.0.4"
