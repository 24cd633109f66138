"""Submitting and withdrawing from the desk: shown first, then confirmed."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from editions.models import Address, Change
from publishing.models import Publication, Submission
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from summits.models import Decision, Meeting
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def state(record):
    return publication_statuses(type(record))[record.pk]


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Submitting


def test_page_shows_what_is_new_and_submits_nothing(desk):
    decision = make.decision(name_fr="Prélèvement")

    page = desk.get(pages.submission(decision))

    assert [(item["name"], item["state"]) for item in page.context["items"]] == [("Décision « Prélèvement »", "new")]
    assert not Submission.objects.exists()


def test_page_shows_what_changed_field_by_field(desk):
    decision = make.published(make.decision(name_fr="Prélèvement"))
    Decision.objects.update(name_fr="Prélèvement confédéral")

    (item,) = desk.get(pages.submission(decision)).context["items"]

    (difference,) = item["differences"]
    assert item["state"] == "changed"
    assert (str(difference.label), difference.before, difference.after) == (
        "Intitulé (français)",
        "Prélèvement",
        "Prélèvement confédéral",
    )


def test_nothing_new_offers_no_button(desk):
    page = desk.get(pages.submission(make.published(make.decision())))

    assert "_confirm" not in page.content.decode()


def test_problems_are_said_in_words_and_offer_no_button(desk):
    decision = make.decision()
    make.decision_step(decision, text_fr="Adoptée", evidence=[])

    page = desk.get(pages.submission(decision))

    assert len(page.context["errors"]) == 1
    assert "L’étape « Adoptée » n’a pas de preuve" in page.context["errors"][0]
    assert "_confirm" not in page.content.decode()


def test_records_that_must_go_together_are_listed_and_submitted_together(desk):
    organ = make.organ(name_fr="Collège")
    decision = make.decision(organ=organ)

    page = desk.get(pages.submission(decision))
    response = pages.confirm(desk, pages.submission(decision), request_note="Deux fiches", zone="UTC")

    assert [item["name"] for item in page.context["company"]] == ["Organe « Collège »"]
    assert "Soumettre les 2 ensemble" in page.content.decode()
    assert response.url == pages.form(decision)
    assert {item.record for item in Submission.objects.get().items.all()} == {decision, organ}


def test_problem_of_a_record_that_must_go_along_refuses_all(desk):
    organ = make.organ()
    make.organ_step(organ, text_fr="Créé", evidence=[])

    page = desk.get(pages.submission(make.decision(organ=organ)))

    assert "L’étape « Créé » n’a pas de preuve" in page.context["errors"][0]
    assert "_confirm" not in page.content.decode()


def test_what_changed_since_the_page_was_shown_is_read_again_first(desk):
    decision = make.decision(name_fr="Prélèvement")
    page = desk.get(pages.submission(decision))
    Decision.objects.update(name_fr="Autre chose")

    answer = desk.post(reverse("admin:submit"), pages.hidden(page) | {"_confirm": "1"})

    assert answer.status_code == 200
    assert messages_of(answer) == ["Une fiche a changé depuis que cette page est affichée : relisez."]
    assert not Submission.objects.exists()


def test_record_that_awaits_a_decision_is_not_submitted_twice(desk):
    decision = make.decision(name_fr="Prélèvement")
    pages.confirm(desk, pages.submission(decision), request_note="Une fois", zone="UTC")

    page = desk.get(pages.submission(decision))

    assert page.context["errors"] == ["Décision « Prélèvement » attend déjà une décision."]
    assert "_confirm" not in page.content.decode()


def test_subscribers_are_told_when_the_box_is_ticked(desk, signed_in):
    decision = make.published(make.decision())
    Decision.objects.update(name_fr="Autre intitulé")
    told = {"is_signalled": "on", "signal_fr": "L’intitulé est précisé.", "signal_en": "The title is clearer."}

    pages.confirm(desk, pages.submission(decision), request_note="Intitulé", zone="UTC", **told)
    signed_in(name="relectrice").post(pages.review(Submission.objects.get()), {"_approve_now": "1", "zone": "UTC"})

    change = Change.objects.get(action=Change.Action.SIGNALLED)
    assert change.texts.get(language="fr").text == "L’intitulé est précisé."


def test_ticked_box_without_a_sentence_is_asked_for_one(desk):
    decision = make.published(make.decision())
    Decision.objects.update(name_fr="Autre intitulé")

    answer = pages.confirm(desk, pages.submission(decision), is_signalled="on", request_note="Intitulé", zone="UTC")

    assert answer.context["form"].errors.keys() == {"signal_fr"}
    assert not Submission.objects.exists()


def test_button_of_the_form_saves_then_asks(desk):
    decision = make.decision()

    response = pages.save(desk, pages.form(decision), name_fr="Prélèvement", button="_submit")

    decision.refresh_from_db()
    assert decision.name_fr == "Prélèvement"
    assert response.url == f"{reverse('admin:submit')}?fiche=summits.decision%3A{decision.pk}"


def test_action_of_the_list_asks_for_the_chosen_records(desk):
    chosen, _other = make.decision(), make.decision()

    page = desk.post(pages.list_of(Decision), {"action": "submit_selected", "_selected_action": [str(chosen.pk)]})

    assert [item["value"] for item in page.context["items"]] == [f"summits.decision:{chosen.pk}"]


def test_desk_publishes_nothing_by_itself(desk):
    """There is no page, no action and no button by which one person alone puts a record before readers."""
    decision = make.decision()

    answer = desk.post(pages.list_of(Decision), {"action": "publish_selected", "_selected_action": [str(decision.pk)]})
    desk.post("/admin/publier/", {"fiche": f"summits.decision:{decision.pk}", "_confirm": "1"})
    pages.save(desk, pages.form(decision), button="_publish")

    assert answer.status_code == 302
    assert state(decision) == PublicationStatus.DRAFT
    assert not Publication.objects.exists()


@pytest.mark.parametrize("name", ["summits.decision:x", "summits.nothing:1", "auth.user:1", "x"])
def test_names_that_are_none_are_refused(desk, name):
    assert desk.get(reverse("admin:submit"), {"fiche": name}).status_code == 400


def test_no_record_at_all_goes_back_to_the_index(desk):
    assert desk.get(reverse("admin:submit")).url == reverse("admin:index")


# Withdrawing


def test_withdrawal_asks_for_a_reason_in_both_languages(desk):
    decision = make.published(make.decision())

    answer = pages.confirm(desk, pages.withdrawal(decision), reason_fr="Doublon")

    assert answer.context["form"].errors.keys() == {"reason_en"}
    assert state(decision) == PublicationStatus.LIVE


def test_withdrawn_record_leaves_a_notice_with_its_reason(desk):
    decision = make.published(make.decision())

    pages.confirm(desk, pages.withdrawal(decision), reason_fr="Doublon", reason_en="Duplicate")

    assert state(decision) == PublicationStatus.WITHDRAWN
    assert Address.objects.get().reasons["fr"] == "Doublon"
    account = Publication.objects.get(action="withdrawn")
    assert (account.by, account.submission, "Doublon" in account.note) == ("editrice", None, True)


def test_withdrawal_is_refused_while_others_refer_to_the_record(desk):
    organ = make.organ()
    make.published(make.decision(organ=organ, name_fr="Prélèvement"))

    page = desk.get(pages.withdrawal(organ))

    assert "Prélèvement" in page.context["errors"][0]
    assert "_confirm" not in page.content.decode()


def test_withdrawing_a_draft_has_nothing_to_do(desk):
    assert "_confirm" not in desk.get(pages.withdrawal(make.decision())).content.decode()


# Permissions


@pytest.mark.parametrize("address", [pages.submission, pages.withdrawal])
def test_editor_without_the_permission_is_refused(signed_in, address):
    editor = signed_in("view_decision", "change_decision")

    assert editor.get(address(make.decision())).status_code == 403


def test_form_offers_no_submission_without_the_permission(signed_in):
    editor = signed_in("view_decision", "change_decision")

    html = editor.get(pages.form(make.decision())).content.decode()

    assert "_submit" not in html
    assert reverse("admin:submit") not in html


def test_permission_to_submit_is_not_one_to_withdraw(signed_in):
    editor = signed_in("view_decision", "submit_records")
    decision = make.published(make.decision())

    assert editor.get(pages.submission(decision)).status_code == 200
    assert editor.get(pages.withdrawal(decision)).status_code == 403


def test_publisher_withdraws_at_once(signed_in):
    publisher = signed_in("view_decision", "publish_records")

    assert publisher.get(pages.withdrawal(make.published(make.decision()))).status_code == 200


def test_permission_to_submit_is_for_records_that_the_editor_may_see(signed_in):
    editor = signed_in("view_decision", "submit_records")

    assert editor.get(pages.submission(make.decision())).status_code == 200
    assert editor.get(pages.submission(make.decision(), make.organ())).status_code == 403


def test_submitting_needs_the_token_of_the_form(desk):
    desk.handler.enforce_csrf_checks = True

    assert pages.confirm(desk, pages.submission(make.decision()), request_note="x", zone="UTC").status_code == 403
    assert not Submission.objects.exists()


# Deleting


def test_draft_is_deleted(desk):
    decision = make.decision()

    desk.post(reverse("admin:summits_decision_delete", args=[decision.pk]), {"post": "yes"})

    assert not Decision.objects.exists()


@pytest.mark.parametrize("withdrawn", [False, True])
def test_record_that_was_published_is_not_deleted(desk, withdrawn):
    decision = make.published(make.decision(name_fr="Prélèvement"))
    if withdrawn:
        pages.confirm(desk, pages.withdrawal(decision), reason_fr="Doublon", reason_en="Duplicate")

    answer = desk.post(reverse("admin:summits_decision_delete", args=[decision.pk]), {"post": "yes"})

    assert answer.url == pages.form(decision)
    assert "« Prélèvement » a été publiée" in messages_of(answer)[-1]
    assert Decision.objects.exists()
    assert "deletelink" not in desk.get(pages.form(decision)).content.decode()


def test_meeting_that_a_decision_cites_is_not_deleted(desk):
    meeting = make.meeting()
    make.decision(meeting=meeting)

    desk.post(reverse("admin:summits_meeting_delete", args=[meeting.pk]), {"post": "yes"})

    assert Meeting.objects.exists()


# The account


def test_account_says_who_published_what_and_cannot_be_written(desk, signed_in):
    pages.confirm(desk, pages.submission(make.decision()), request_note="Première édition", zone="UTC")
    submission = Submission.objects.get()
    signed_in(name="relectrice").post(pages.review(submission), {"_approve_now": "1", "zone": "UTC"})

    page = desk.get(reverse("admin:publishing_publication_changelist"))

    account = Publication.objects.get()
    assert (account.by, account.submission) == ("relectrice", submission)
    assert "Première édition" in page.content.decode()
    assert desk.get(reverse("admin:publishing_publication_add")).status_code == 403
