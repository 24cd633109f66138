"""What files hold that their readers are not meant to see, in words."""

import pytest

from archive.examination import AUTHORS, COMMENTS, HIDDEN
from archive.traces import errors_of_record, in_words


@pytest.mark.parametrize(
    ("traces", "words"),
    [
        ([], ""),
        ([HIDDEN], "du texte masqué"),
        ([AUTHORS, COMMENTS], "des commentaires, des noms d’auteurs"),
    ],
)
def test_traces_are_named_in_one_order(traces, words):
    assert in_words(traces) == words


def test_record_has_the_errors_of_its_own_files():
    class Kept:
        def __init__(self, sha256):
            self.sha256 = sha256

    class Holder:
        kept_files = [Kept("a"), Kept("b")]

    assert list(errors_of_record(Holder(), {"a": "un", "c": "trois"})) == ["un"]
