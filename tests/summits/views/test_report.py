"""The page of a report, and the form that leads to it."""

import pytest

from summits.periods import period_between
from summits.views.report import context_of, counts_beside
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_page_counts_the_decisions_and_meetings_of_its_period():
    decision = make.decision(decided="2025-12-23")
    meeting = make.meeting(held="2025-11-26")
    make.decision(decided="2024-12-31")

    context = context_of(period_between("2024-12-31", "2025-12-31"))

    assert (list(context["decisions"]), list(context["meetings"])) == ([decision], [meeting])
    assert context["counts"][-2:] == [(1, "décision prise"), (1, "réunion tenue")]
    assert context["page_title"].replace("\N{NO-BREAK SPACE}", " ") == "Bilan du 31 décembre 2024 au 31 décembre 2025"


def test_several_are_counted_in_the_plural():
    assert counts_beside([1, 2], []) == [(2, "décisions prises"), (0, "réunion tenue")]


def test_form_leads_to_the_report_and_shows_the_periods_where_nothing_is_asked(client):
    asked = client.get("/fr/bilan/", {"du": " 2024-12-31", "au": "2025-12-31"})
    assert (asked.status_code, asked["Location"]) == (302, "/fr/bilan/2024-12-31/2025-12-31/")

    for query in ({}, {"du": " "}):
        shown = client.get("/fr/bilan/", query)
        assert (shown.status_code, shown.context["refusal"]) == (200, "")


@pytest.mark.parametrize("address", ["/fr/bilan/?du=2025-12-31&au=2024-12-31", "/fr/bilan/2025-12-31/2024-12-31/"])
def test_refused_period_is_told_with_the_days_asked_for(client, address):
    refused = client.get(address)

    assert refused.status_code == 404
    assert "doit finir après avoir commencé" in refused.context["refusal"]
    assert [str(refused.context[end]) for end in ("start", "end")] == ["2025-12-31", "2024-12-31"]


def test_day_of_a_summit_written_otherwise_leads_to_its_address(client):
    summit = make.published(make.summit(slug="ancien", held="2024-07-06"))
    summit.slug = "niamey"
    summit.save()
    make.published(summit)

    moved = client.get("/fr/bilan/ancien/2025-12-31/")

    assert (moved.status_code, moved["Location"]) == (301, "/fr/bilan/niamey/2025-12-31/")
