"""What an answer of an address comes to, and the addresses that are never asked."""

import pytest

from archive.asking import Answer, Unreachable, ask, is_public, looked_up, verdict
from archive.models import AddressCheck

Result = AddressCheck.Result


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (Answer(200), Result.ALIVE),
        (Answer(200, "https://ailleurs.example/"), Result.MOVED),
        (Answer(404), Result.DEAD),
        (Answer(410, "https://ailleurs.example/"), Result.DEAD),
        (Answer(403), Result.UNCLEAR),
        (Answer(429), Result.UNCLEAR),
        (Answer(500), Result.FAILING),
    ],
)
def test_answer_is_gone_for_good_for_now_elsewhere_or_there(answer, result):
    assert verdict(answer) == result


@pytest.mark.parametrize("url", ["ftp://aes.example/", "javascript:alert(1)", "http:///rien"])
def test_what_is_no_address_of_the_web_is_dead_at_once(url):
    with pytest.raises(Unreachable) as silence:
        ask(url)
    assert silence.value.is_final


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "224.0.0.1"])
def test_addresses_of_our_own_net_are_not_asked(address):
    assert not is_public(address)
    with pytest.raises(Unreachable):
        looked_up(address.partition("%")[0], 80, allow_private=False)
