"""Publishing and withdrawing from the desk: shown first, then confirmed."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from editions.models import Address, Change, Edition
from publishing.models import Publication
from publishing.states import State, states
from summits.models import Decision, Meeting, Summit
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def state(record):
    return states(type(record))[record.pk]


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Publishing


def test_page_shows_what_is_new_and_publishes_nothing(desk):
    decision = make.decision(name_fr="Prélèvement")

    page = desk.get(pages.publication(decision))

    assert [(item["name"], item["state"]) for item in page.context["items"]] == [("Décision « Prélèvement »", "new")]
    assert state(decision) == State.DRAFT


def test_confirmed_the_record_is_live_and_the_answer_links_to_its_page(desk):
    decision = make.decision(name_fr="Prélèvement")

    response = pages.confirm(desk, pages.publication(decision), note="Première édition")

    assert response.url == pages.form(decision)
    assert state(decision) == State.LIVE
    (message,) = messages_of(response)
    assert f'href="/fr/decisions/{decision.reference}/"' in message
    assert Edition.objects.get().note == "Première édition"
    assert Publication.objects.get().by == "editrice"


def test_page_shows_what_changed_field_by_field(desk):
    decision = make.published(make.decision(name_fr="Prélèvement"))
    Decision.objects.update(name_fr="Prélèvement confédéral")

    (item,) = desk.get(pages.publication(decision)).context["items"]

    (difference,) = item["differences"]
    assert item["state"] == "changed"
    assert (str(difference.label), difference.before, difference.after) == (
        "Intitulé (français)",
        "Prélèvement",
        "Prélèvement confédéral",
    )


def test_nothing_new_offers_no_button(desk):
    page = desk.get(pages.publication(make.published(make.decision())))

    assert "_confirm" not in page.content.decode()


def test_problems_are_said_in_words_and_offer_no_button(desk):
    decision = make.decision()
    make.decision_step(decision, text_fr="Adoptée", evidence=[])

    page = desk.get(pages.publication(decision))

    assert len(page.context["problems"]) == 1
    assert "L’étape « Adoptée » n’a pas de preuve" in page.context["problems"][0]
    assert "_confirm" not in page.content.decode()


def test_records_that_must_go_together_are_listed_and_published_together(desk):
    organ = make.organ(name_fr="Collège")
    decision = make.decision(organ=organ)

    page = desk.get(pages.publication(decision))
    response = pages.confirm(desk, pages.publication(decision))

    assert [item["name"] for item in page.context["company"]] == ["Organe « Collège »"]
    assert "Publier les 2 ensemble" in page.content.decode()
    assert response.url == pages.form(decision)
    assert (state(decision), state(organ)) == (State.LIVE, State.LIVE)


def test_problem_of_a_record_that_must_go_along_refuses_all(desk):
    organ = make.organ()
    make.organ_step(organ, text_fr="Créé", evidence=[])

    page = desk.get(pages.publication(make.decision(organ=organ)))

    assert "L’étape « Créé » n’a pas de preuve" in page.context["problems"][0]
    assert "_confirm" not in page.content.decode()


def test_several_records_of_several_types_are_published_at_once(desk):
    records = [make.decision(), make.topic()]

    response = pages.confirm(desk, pages.publication(*records))

    assert [state(record) for record in records] == [State.LIVE, State.LIVE]
    assert messages_of(response) == ["2 fiches sont en ligne."]


def test_what_changed_since_the_page_was_shown_is_read_again_first(desk):
    decision = make.decision(name_fr="Prélèvement")
    page = desk.get(pages.publication(decision))
    Decision.objects.update(name_fr="Autre chose")

    answer = desk.post(reverse("admin:publish"), pages.hidden(page) | {"_confirm": "1"})

    assert answer.status_code == 200
    assert messages_of(answer) == ["Une fiche a changé depuis que cette page est affichée : relisez."]
    assert state(decision) == State.DRAFT


def test_subscribers_are_told_when_the_box_is_ticked(desk):
    decision = make.published(make.decision())
    Decision.objects.update(name_fr="Autre intitulé")
    told = {"is_signalled": "on", "signal_fr": "L’intitulé est précisé.", "signal_en": "The title is clearer."}

    pages.confirm(desk, pages.publication(decision), **told)

    change = Change.objects.get(action=Change.Action.SIGNALLED)
    assert change.texts.get(language="fr").text == "L’intitulé est précisé."


def test_ticked_box_without_a_sentence_is_asked_for_one(desk):
    decision = make.published(make.decision())
    Decision.objects.update(name_fr="Autre intitulé")

    answer = pages.confirm(desk, pages.publication(decision), is_signalled="on")

    assert answer.context["form"].errors.keys() == {"signal_fr"}
    assert state(decision) == State.CHANGED


def test_button_of_the_form_saves_then_asks(desk):
    decision = make.decision()

    response = pages.save(desk, pages.form(decision), name_fr="Prélèvement", button="_publish")

    decision.refresh_from_db()
    assert decision.name_fr == "Prélèvement"
    assert response.url == f"{reverse('admin:publish')}?fiche=summits.decision%3A{decision.pk}"
    assert state(decision) == State.DRAFT


def test_action_of_the_list_asks_for_the_chosen_records(desk):
    chosen, _other = make.decision(), make.decision()

    page = desk.post(pages.list_of(Decision), {"action": "publish_selected", "_selected_action": [str(chosen.pk)]})

    assert [item["value"] for item in page.context["items"]] == [f"summits.decision:{chosen.pk}"]


def test_summit_is_published_from_its_own_form(desk):
    summit = make.summit()

    pages.confirm(desk, pages.publication(summit))

    assert state(Summit.objects.get()) == State.LIVE


def test_vocabulary_is_published_without_a_page_to_link_to(desk):
    pillar = make.pillar(name_fr="Défense")

    response = pages.confirm(desk, pages.publication(pillar))

    assert messages_of(response) == ["Pilier « Défense » est en ligne."]


@pytest.mark.parametrize("name", ["summits.decision:x", "summits.nothing:1", "auth.user:1", "x"])
def test_names_that_are_none_are_refused(desk, name):
    assert desk.get(reverse("admin:publish"), {"fiche": name}).status_code == 400


def test_no_record_at_all_goes_back_to_the_index(desk):
    assert desk.get(reverse("admin:publish")).url == reverse("admin:index")


# Withdrawing


def test_withdrawal_asks_for_a_reason_in_both_languages(desk):
    decision = make.published(make.decision())

    answer = pages.confirm(desk, pages.withdrawal(decision), reason_fr="Doublon")

    assert answer.context["form"].errors.keys() == {"reason_en"}
    assert state(decision) == State.LIVE


def test_withdrawn_record_leaves_a_notice_with_its_reason(desk):
    decision = make.published(make.decision())

    pages.confirm(desk, pages.withdrawal(decision), reason_fr="Doublon", reason_en="Duplicate")

    assert state(decision) == State.WITHDRAWN
    assert "Doublon" in str(Address.objects.get().reason)


def test_withdrawal_is_refused_while_others_refer_to_the_record(desk):
    organ = make.organ()
    make.published(make.decision(organ=organ, name_fr="Prélèvement"))

    page = desk.get(pages.withdrawal(organ))

    assert "Prélèvement" in page.context["problems"][0]
    assert "_confirm" not in page.content.decode()


def test_withdrawing_a_draft_has_nothing_to_do(desk):
    assert "_confirm" not in desk.get(pages.withdrawal(make.decision())).content.decode()


# Permissions


@pytest.mark.parametrize("address", [pages.publication, pages.withdrawal])
def test_editor_without_the_permission_is_refused(signed_in, address):
    editor = signed_in("view_decision", "change_decision")

    assert editor.get(address(make.decision())).status_code == 403


def test_form_offers_no_publication_without_the_permission(signed_in):
    editor = signed_in("view_decision", "change_decision")

    html = editor.get(pages.form(make.decision())).content.decode()

    assert "_publish" not in html
    assert reverse("admin:publish") not in html


def test_permission_to_publish_is_not_one_to_withdraw(signed_in):
    editor = signed_in("view_decision", "publish_records")
    decision = make.published(make.decision())

    assert editor.get(pages.publication(decision)).status_code == 200
    assert editor.get(pages.withdrawal(decision)).status_code == 403


def test_permission_to_publish_is_for_records_that_the_editor_may_see(signed_in):
    editor = signed_in("view_decision", "publish_records")

    assert editor.get(pages.publication(make.decision())).status_code == 200
    assert editor.get(pages.publication(make.decision(), make.organ())).status_code == 403


def test_publishing_needs_the_token_of_the_form(desk):
    desk.handler.enforce_csrf_checks = True
    decision = make.decision()

    assert pages.confirm(desk, pages.publication(decision)).status_code == 403
    assert state(decision) == State.DRAFT


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


def test_action_deletes_none_when_one_was_published(desk):
    chosen = [make.published(make.decision()), make.decision()]
    sent = {"action": "delete_selected", "_selected_action": [str(record.pk) for record in chosen], "post": "yes"}

    desk.post(pages.list_of(Decision), sent)

    assert Decision.objects.count() == 2


def test_action_deletes_drafts(desk):
    sent = {"action": "delete_selected", "_selected_action": [str(make.decision().pk)], "post": "yes"}

    desk.post(pages.list_of(Decision), sent)

    assert not Decision.objects.exists()


def test_meeting_that_a_decision_cites_is_not_deleted(desk):
    meeting = make.meeting()
    make.decision(meeting=meeting)

    desk.post(reverse("admin:summits_meeting_delete", args=[meeting.pk]), {"post": "yes"})

    assert Meeting.objects.exists()


# The account


def test_account_says_who_published_what_and_cannot_be_written(desk):
    pages.confirm(desk, pages.publication(make.decision()), note="Première édition")

    page = desk.get(reverse("admin:publishing_publication_changelist"))

    assert "Première édition" in page.content.decode()
    assert desk.get(reverse("admin:publishing_publication_add")).status_code == 403
