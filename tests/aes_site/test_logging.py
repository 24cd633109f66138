"""What the log leaves out: the way through our code when a client is wrong."""

import logging
import sys

import pytest

from aes_site.logging import ClientsFaults


@pytest.mark.parametrize(("name", "is_told"), [("django.security.DisallowedHost", False), ("django.request", True)])
def test_only_our_own_faults_are_told_with_their_way(name, is_told):
    try:
        raise ValueError
    except ValueError:
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, "wrong", (), sys.exc_info())

    assert ClientsFaults().filter(record)
    assert bool(record.exc_info) is is_told
