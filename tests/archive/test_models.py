"""Files and addresses as readers and editors are told of them."""

from datetime import UTC, datetime

import pytest

from archive.models import AddressCheck, worded_size


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 octet"), (999, "999 octets"), (1_000, "1 ko"), (1_500_000, "1,5 Mo"), (2_000_000, "2 Mo")],
)
def test_size_is_in_decimal_units(size, words):
    assert worded_size(size) == words.replace(" ", "\N{NO-BREAK SPACE}")


def test_answer_of_an_address_is_one_line():
    result = AddressCheck.Result.DEAD
    check = AddressCheck(url="https://aes.example/", result=result, status=404, failures=2)
    check.checked_at = datetime(2026, 11, 23, tzinfo=UTC)

    assert check.as_words() == f"{result.label} (404), 23/11/2026, 2 échecs de suite"
