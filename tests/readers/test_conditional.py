"""Answers that clients keep: both validators, and 304 to who has the body."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.utils.http import http_date

from readers.conditional import conditional_answer

CHANGED = datetime(2026, 3, 4, 10, tzinfo=UTC)


def answer(changed=CHANGED, **headers):
    request = RequestFactory().get("/", headers=headers)
    return conditional_answer(request, b"corps", "text/plain", changed=changed, max_age=60)


def test_an_answer_has_both_validators_and_may_be_fetched_from_anywhere():
    response = answer()
    assert (response.status_code, response.content) == (200, b"corps")
    assert response["Last-Modified"] == "Wed, 04 Mar 2026 10:00:00 GMT"
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["if-none-match", "if-modified-since"])
def test_who_has_the_body_is_not_sent_it_again(name):
    held = {"if-none-match": answer()["ETag"], "if-modified-since": http_date(CHANGED.timestamp())}
    response = answer(**{name: held[name]})
    assert (response.status_code, response.content) == (304, b"")


def test_a_tag_that_does_not_match_wins_over_a_date_that_does():
    response = answer(**{"if-none-match": '"autre"', "if-modified-since": http_date(CHANGED.timestamp())})
    assert (response.status_code, response.content) == (200, b"corps")


def test_the_date_sent_is_never_in_the_future():
    ahead = datetime.now(UTC) + timedelta(days=400)
    assert answer(ahead)["Last-Modified"] != http_date(ahead.timestamp())
