"""Ledgers on the desk: the status that follows from the steps, and which statuses a step may have."""

import pytest

from institutions.admin.ledger import STATUS_HELP, standing_steps
from summits.models import Decision, DecisionStep, Meeting
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def found(client, model, **query):
    return list(client.get(pages.list_of(model), query).context["cl"].result_list)


@pytest.mark.parametrize(("language", "word"), [("fr", "statut adopted"), ("en", "status adopted")])
def test_list_says_the_status_that_follows_from_the_steps(desk, language, word):
    decision = make.decision()
    make.decision_step(decision, "announced", occurred="2025-07")
    make.decision_step(decision, "adopted", occurred="2025-12-23")

    page = desk.get(pages.list_of(Decision), headers={"accept-language": language})

    assert [record.current_status_name for record in page.context["cl"].result_list] == [word]


def test_status_of_the_list_is_that_of_the_ledger(desk):
    decision = make.decision()
    wrong = make.decision_step(decision, "adopted", occurred="2025-12-23")
    make.decision_step(decision, "announced", occurred="2025-07", corrects=wrong)
    make.decision_step(decision, "in_force", occurred="2026", scope_fr="Une partie")
    make.decision_step(decision, "ratified", occurred="2026", state=make.state())
    absent = make.status("not_found", family="absent")
    make.decision_step(decision, absent.key, occurred="2026-03", evidence=[])

    (listed,) = found(desk, Decision, statut="announced")

    assert listed.current_status == decision.ledger.current().status.key == "announced"


def test_step_that_stands_is_the_latest_that_found_something():
    decision = make.decision()
    make.status("not_found", family="absent")
    make.decision_step(decision, "announced", occurred="2025-07")
    latest = make.decision_step(decision, "adopted", occurred="2025-12-23")
    make.decision_step(decision, "not_found", occurred="2026-03", evidence=[])

    (listed,) = Decision.objects.annotate(step=standing_steps(DecisionStep).values("pk")[:1])

    assert listed.step == latest.pk


def test_step_has_a_status_of_its_ledger_and_the_form_says_what_follows(desk):
    make.status("held", ledgers=["meeting"])
    make.status("ratified", ledgers=["decision"])

    formset = desk.get(pages.new(Meeting)).context["inline_admin_formsets"][0].formset
    field = formset.empty_form.fields["status"]

    assert [status.key for status in field.queryset] == ["held"]
    assert field.help_text == STATUS_HELP


def test_only_statuses_in_use_are_filtered_by(desk):
    make.status("ratified")
    make.decision_step(make.decision(), "adopted")

    (spec,) = (
        spec
        for spec in desk.get(pages.list_of(Decision)).context["cl"].filter_specs
        if getattr(spec, "parameter_name", "") == "statut"
    )

    assert spec.lookup_choices == [("adopted", "statut adopted")]
