"""Where translations stand, as a page and for programs."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.files.translation_report import TranslationStatus, as_csv
from publishing.history.revisions import keep_revision
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db

PAGE, JSON, CSV = (f"/admin/traductions/{name}" for name in ("", "etat.json", "etat.csv"))


@pytest.fixture
def decision(desk):
    """A decision of two French texts, one of them translated, whose French has changed since."""
    record = make.decision(name_fr="Un", name_en="One", text_fr="Texte")
    keep_revision(record)
    pages.save(desk, pages.form(record), name_fr="Deux")
    return record


def test_page_counts_what_is_done_lacking_and_behind(desk, decision):
    types = {row["label"]: row for row in desk.get(PAGE).context["types"]}

    assert types["summits.decision"]["total"] == 1
    assert types["summits.decision"]["counts"] == [
        {"code": "en", "done": 0, "lacking": 1, "late": 1},
        {"code": "ar", "done": 0, "lacking": 1, "late": 0},
    ]


def test_every_number_leads_to_the_records_it_counts(desk, decision):
    listed = desk.get(pages.list_of(type(decision)), {"traduction": "en-retard"}).context["cl"].result_list

    assert "?traduction=en-retard" in desk.get(PAGE).content.decode()
    assert list(listed) == [decision]


def test_programs_read_the_state_of_every_record(desk, decision):
    states = [state for state in desk.get(JSON).json() if state["type"] == "summits.decision"]

    same = {"type": "summits.decision", "record": decision.reference, "total": 2}
    assert states == [
        same | {"language": "en", "filled": 1, "behind": 1},
        same | {"language": "ar", "filled": 0, "behind": 0},
    ]


def test_table_says_the_same(desk, decision):
    rows = list(csv.DictReader(StringIO(desk.get(CSV).content.decode("utf-8-sig"))))

    assert {"record": decision.reference, "language": "en", "filled": "1", "total": "2", "behind": "1"}.items() <= next(
        row for row in rows if row["type"] == "summits.decision"
    ).items()


def test_programs_see_only_the_types_that_their_editor_sees(signed_in, decision):
    client = signed_in("export_records", "view_organ", name="lecteur")

    assert client.get(JSON).json() == []
    assert [row["label"] for row in client.get(PAGE).context["types"]] == ["institutions.organ"]


def test_who_may_not_export_reads_no_state(signed_in, decision):
    assert signed_in("view_decision", name="lecteur").get(JSON).status_code == 403


def test_unknown_form_is_no_page(desk):
    assert desk.get("/admin/traductions/etat.xml").status_code == 404


def test_page_costs_the_same_however_many_records(desk):
    costs = set()
    for _n in range(3):
        keep_revision(make.decision())
        desk.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            desk.get(PAGE)
        costs.add(len(queries))

    assert len(costs) == 1


def test_table_for_programs_runs_nothing_in_a_spreadsheet():
    text = as_csv([TranslationStatus("summits.decision", "=1+1", "en", 1, 3, 2)]).decode("utf-8-sig")

    assert list(csv.reader(StringIO(text)))[1] == ["summits.decision", "'=1+1", "en", "1", "3", "2"]
