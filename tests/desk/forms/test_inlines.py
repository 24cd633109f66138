"""Parts of a record at the desk: the facts of published steps stay, their wording may change."""

import pytest

from desk.forms.inlines import FROZEN_HELP
from institutions.models import Office
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from sources.models import Passage
from summits.models import Decision, DecisionStep
from tests import factories as make
from tests.desk import pages
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def step():
    """A published step of a published decision."""
    step = make.decision_step(make.decision(), "announced", occurred="2025-12-23", text_fr="Annoncée")
    make.published(step.decision)
    return step


def test_facts_of_a_published_step_are_not_sent(desk, step):
    sent = form_of(desk.get(pages.form(step.decision)))

    assert "steps-0-status" not in sent
    assert "steps-0-occurred" not in sent
    assert "steps-0-text_fr" in sent


def test_why_they_are_fixed_is_said_once_a_part(desk, step):
    make.decision_step(step.decision, text_fr="Brouillon")

    assert desk.get(pages.form(step.decision)).text.count(str(FROZEN_HELP)) == 1


def test_facts_of_a_published_step_are_kept_whatever_is_sent(desk, step):
    adopted = make.status("adopted")

    pages.save(
        desk,
        pages.form(step.decision),
        **{"steps-0-status": str(adopted.pk), "steps-0-occurred": "2024-01-01", "steps-0-DELETE": "on"},
    )

    kept = DecisionStep.objects.get()
    assert (kept.status.key, str(kept.occurred)) == ("announced", "2025-12-23")


def test_wording_of_a_published_step_may_change(desk, step):
    pages.save(desk, pages.form(step.decision), **{"steps-0-text_fr": "Annoncée à Bamako"})

    step.refresh_from_db()
    assert step.text_fr == "Annoncée à Bamako"
    assert publication_statuses(Decision)[step.decision.pk] == PublicationStatus.CHANGED


def test_facts_of_a_draft_step_may_change(desk):
    step = make.decision_step(make.decision(), "announced")

    pages.save(desk, pages.form(step.decision), **{"steps-0-occurred": "2024"})

    step.refresh_from_db()
    assert str(step.occurred) == "2024"


def test_new_step_corrects_a_published_one_of_the_same_record(desk, step):
    new = {
        "steps-TOTAL_FORMS": "2",
        "steps-1-status": str(step.status.pk),
        "steps-1-occurred": "2025-12-22",
        "steps-1-text_fr": "Annoncée la veille",
        "steps-1-corrects": str(step.pk),
    }

    assert pages.save(desk, pages.form(step.decision), **new).status_code == 302

    assert step.corrections.get().text_fr == "Annoncée la veille"


def test_step_of_another_record_cannot_be_corrected(desk, step):
    other = make.decision_step()

    page = pages.save(desk, pages.form(step.decision), **{"steps-0-corrects": "", "steps-0-text_fr": "X"})
    assert page.status_code == 302
    answer = pages.save(desk, pages.form(other.decision), **{"steps-0-corrects": str(step.pk)})

    assert answer.context["inline_admin_formsets"][0].formset.errors[0].keys() == {"corrects"}


def test_status_offers_those_of_its_ledger_only(desk):
    decision = make.decision()
    make.status("adopted", ledgers=["decision"])
    make.status("held", ledgers=["meeting"])

    formset = desk.get(pages.form(decision)).context["inline_admin_formsets"][0].formset

    offered = [label for _value, label in formset.empty_form.fields["status"].choices]
    assert offered == ["---------", "statut adopted"]


def test_link_to_nothing_that_exists_is_refused(desk):
    step = make.decision_step()

    answer = pages.save(desk, pages.form(step.decision), **{"steps-0-evidence": ["not-a-key"]})

    assert answer.context["inline_admin_formsets"][0].formset.errors[0].keys() == {"evidence"}


def test_passage_that_is_cited_is_not_removed_from_its_source(desk):
    step = make.decision_step()
    passage = step.evidence.get()

    answer = pages.save(desk, pages.form(passage.source), **{"passages-0-DELETE": "on"})

    assert "cité" in str(answer.context["inline_admin_formsets"][0].formset.non_form_errors())
    assert Passage.objects.filter(pk=passage.pk).exists()


def test_passage_that_nothing_cites_is_removed(desk):
    passage = make.passage()

    pages.save(desk, pages.form(passage.source), **{"passages-0-DELETE": "on"})

    assert not Passage.objects.exists()


def test_two_items_of_the_agenda_exchange_their_numbers(desk):
    meeting = make.meeting()
    first, second = make.agenda_item(meeting, number=1), make.agenda_item(meeting, number=2)

    answer = pages.save(desk, pages.form(meeting), **{"agenda-0-number": "2", "agenda-1-number": "1"})

    assert answer.status_code == 302
    assert [item.pk for item in meeting.agenda.all()] == [second.pk, first.pk]


def test_two_items_of_the_agenda_with_one_number_are_refused(desk):
    meeting = make.meeting()
    make.agenda_item(meeting, number=1)
    make.agenda_item(meeting, number=2)

    answer = pages.save(desk, pages.form(meeting), **{"agenda-1-number": "1"})

    (problem,) = answer.context["inline_admin_formsets"][1].formset.non_form_errors()
    assert "en double" in problem


def test_two_points_of_a_document_with_one_printed_number_are_refused_and_nothing_typed_is_lost(desk):
    document = make.document(name_fr="Charte")
    make.point(document, number="1")
    make.point(document, number="2")
    typed = {"name_fr": "Charte du Liptako-Gourma", "points-1-number": "1", "points-1-text_fr": "Nouveau texte"}

    page = pages.save(desk, pages.form(document), **typed)

    assert page.context["objection"] == "Point : valeurs en double ou impossibles (document, numéro imprimé)."
    sent = form_of(page)
    assert {name: sent[name] for name in typed} == {name: [value] for name, value in typed.items()}
    document.refresh_from_db()
    assert document.name_fr == "Charte"


def test_mandates_that_overlap_are_refused_in_words(desk):
    office = make.office()
    make.mandate(office, started_on="2024-07-06", ended_on="2025-12-23")
    make.mandate(office, started_on="2025-12-23")

    page = pages.save(desk, pages.form(office), **{"mandates-1-started_on": "2025-12-01"})

    assert "se chevauchent" in page.context["objection"]
    assert form_of(page)["mandates-1-started_on"] == ["2025-12-01"]


def test_new_record_whose_parts_are_refused_keeps_what_was_typed(desk):
    person = make.person()
    mandate = {"started_on": "2024-07-06", "person": str(person.pk)}
    rows = {f"mandates-{row}-{name}": value for row in (0, 1) for name, value in mandate.items()}

    page = pages.save(desk, pages.new(Office), name_fr="Présidence", **rows, **{"mandates-TOTAL_FORMS": "2"})

    sent = form_of(page)
    assert "se chevauchent" in page.context["objection"]
    assert sent["name_fr"] == ["Présidence"]
    assert [sent[f"mandates-{row}-person"] for row in (0, 1)] == [[str(person.pk)]] * 2
    assert not Office.objects.exists()


def test_item_may_take_the_number_of_one_that_is_removed(desk):
    meeting = make.meeting()
    make.agenda_item(meeting, number=1)
    kept = make.agenda_item(meeting, number=2)

    answer = pages.save(desk, pages.form(meeting), **{"agenda-0-DELETE": "on", "agenda-1-number": "1"})

    assert answer.status_code == 302
    assert [(item.pk, item.number) for item in meeting.agenda.all()] == [(kept.pk, 1)]


def test_one_person_is_not_entered_twice_in_the_same_capacity(desk):
    attendance = make.attendance()
    again = {
        "attendances-TOTAL_FORMS": "2",
        "attendances-1-person": str(attendance.person.pk),
        "attendances-1-capacity": attendance.capacity,
    }

    assert pages.save(desk, pages.form(attendance.meeting), **again).status_code == 200
