"""A page in one language reads its own columns and the French ones, of records and of all that is fetched with them."""

import pytest
from django.db import connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext

from publishing.deferral import defer_other_languages, related_model, unread
from summits.models import Decision, DecisionStep
from tests import factories as make


def test_other_languages_are_not_read_but_for_what_says_in_which_a_record_exists():
    names = unread(Decision, "en")

    assert {"text", "text_ar", "name"} <= set(names)
    assert {"text_fr", "text_en", "name_ar"}.isdisjoint(names)


@pytest.mark.django_db
@pytest.mark.parametrize("steps", ["steps", Prefetch("steps", DecisionStep.objects.select_related("status"))])
def test_nor_are_they_of_what_is_joined_and_prefetched(steps):
    evidence = make.passage()
    make.decision_step(make.decision(organ=make.organ()), evidence=[evidence])
    rows = Decision.objects.select_related("organ").prefetch_related(steps, "steps__evidence")

    with CaptureQueriesContext(connection) as queries:
        (found,) = defer_other_languages(rows, "en")
        assert [list(step.evidence.all()) for step in found.steps.all()] == [[evidence]]
        assert found.organ.summary_fr == "Présentation"

    read = " ".join(query["sql"] for query in queries)
    assert len(queries) == 3
    assert ("summary_fr" in read, "summary_ar" in read, "text_ar" in read) == (True, False, False)


def test_rows_without_anything_prefetched_stay_without():
    assert defer_other_languages(Decision.objects.all(), "fr")._prefetch_related_lookups == ()


def test_related_model_is_found_either_way():
    assert related_model(Decision, "steps") is DecisionStep
    assert related_model(DecisionStep, "decision") is Decision
