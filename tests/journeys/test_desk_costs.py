"""Lists and forms cost the same number of statements however much they show."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.review.submissions import cancel, submit
from summits.models import Decision, Meeting
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db

FORM_LIMIT, LIST_LIMIT = 40, 14  # meetings have a filter more than decisions
DECISIONS_LIMIT = 13


def cost(client, address):
    client.get(address)  # what is remembered from one request to the next
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def filled_meeting(rows):
    """A meeting whose every part has a link of each kind."""
    meeting = make.meeting(organ=make.organ(), place=make.place(), state=make.state(), pillar=make.pillar())
    for _n in range(rows):
        make.meeting_step(meeting, evidence=[make.passage(), make.passage()])
        item = make.agenda_item(meeting)
        item.decisions.set([make.decision()])
        item.evidence.set([make.passage()])
        make.attendance(meeting, state=make.state(), represents=make.person())
    return meeting


def filled_decision(rows):
    decision = make.decision(organ=make.organ(), meeting=make.meeting())
    decision.mandates.set([make.mandate() for _n in range(rows)])
    decision.points.set([make.point() for _n in range(rows)])
    for _n in range(rows):
        links = {"organ": make.organ(), "meeting": make.meeting(), "resulting_decision": make.decision()}
        make.decision_step(decision, fulfilment="partly", **links)
    return decision


@pytest.mark.parametrize("fill", [filled_meeting, filled_decision])
def test_form_costs_the_same_with_one_three_and_a_hundred_parts(desk, fill):
    costs = {cost(desk, pages.form(fill(rows))) for rows in (1, 3, 100)}

    assert len(costs) == 1
    assert costs.pop() <= FORM_LIMIT


def test_submitting_page_costs_the_same_with_one_and_three_parts(desk):
    costs = {cost(desk, pages.submission(make.published(filled_meeting(rows)))) for rows in (1, 3)}

    assert len(costs) == 1


@pytest.mark.parametrize("is_settled", [False, True])
def test_page_of_a_submission_costs_the_same_with_one_and_three_records(desk, is_settled):
    costs = set()
    for rows in (1, 3):
        decisions = [make.published(make.decision()) for _n in range(rows)]
        Decision.objects.filter(pk__in=[decision.pk for decision in decisions]).update(text_fr="Autre texte")
        submission = submit(decisions, by=User.objects.get(), note="Nouvelles")
        if is_settled:
            cancel(submission, by=User.objects.get())
        costs.add(cost(desk, pages.review(submission)))

    assert len(costs) == 1


@pytest.mark.parametrize("model", [Decision, Meeting])
def test_list_costs_the_same_with_one_three_and_fifty_rows(desk, model):
    costs = set()
    for rows in (1, 2, 47):
        for _n in range(rows):
            record = make.decision(organ=make.organ()) if model is Decision else make.meeting(organ=make.organ())
            (make.decision_step if model is Decision else make.meeting_step)(record)
        costs.add(cost(desk, pages.list_of(model)))

    assert len(costs) == 1
    assert costs.pop() <= LIST_LIMIT


def test_saving_a_form_of_a_hundred_parts_costs_little_more_than_one_of_three(desk):
    """Checking a part costs a statement or two, for its uniqueness; finding what it links to costs none."""
    counts = []
    for rows in (3, 100):
        address = pages.form(filled_meeting(rows))
        page = desk.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert pages.save(desk, address, page=page).status_code == 302
        counts.append(len(queries))

    assert counts[1] - counts[0] <= 3 * 97 * 2


MANY = """
INSERT INTO summits_decision ({columns})
SELECT {values} FROM summits_decision d, generate_series(1, 10000) n WHERE d.id = %s
"""


def copies_of(decision):
    """Ten thousand records like that one, made by the database alone."""
    others = {"id": "gen_random_uuid()", "reference": "'AES-D-1999-' || n", "slug": "'copie-' || n"}
    columns = [field.column for field in Decision._meta.concrete_fields if not field.generated]
    values = [others.get(column, f'd."{column}"') for column in columns]
    names = [f'"{column}"' for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(MANY.format(columns=", ".join(names), values=", ".join(values)), [decision.pk])
        cursor.execute("ANALYZE summits_decision")


def test_list_of_ten_thousand_records_costs_no_more_statements_than_one_of_one(desk):
    decision = make.decision(organ=make.organ())
    make.decision_step(decision)
    one = cost(desk, pages.list_of(Decision))

    copies_of(decision)

    assert cost(desk, pages.list_of(Decision)) == one <= DECISIONS_LIMIT


def test_form_of_a_hundred_published_steps_with_changes_costs_what_one_of_one_step_does(desk):
    """What differs from the live record is told on the form."""
    costs = set()
    for rows in (1, 100):
        decision = make.published(filled_decision(rows))
        decision.steps.update(text_en="Changed")
        costs.add(cost(desk, pages.form(decision)))

    assert len(costs) == 1
    assert costs.pop() <= FORM_LIMIT
