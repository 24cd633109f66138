"""Several records at once to the bin and back: shown first, then all of them, or none with the reasons of each."""

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.urls import reverse

from desk.home.trash import was_published
from institutions.models import Organ, Person
from publishing.history.revisions import delete
from publishing.review.submissions import submit
from summits.models import Decision, Meeting
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def act(client, model, action, *records, **typed):
    chosen = {"action": action, "_selected_action": [str(record.pk) for record in records]}
    return client.post(pages.list_of(model), chosen | typed)


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def bin_chosen(client, *records):
    """The page that the action of the list leads to, then its button."""
    page = act(client, type(records[0]), "delete_selected", *records)
    return client.post(reverse("admin:to_bin"), pages.hidden(page) | {"_confirm": "1"})


def test_drafts_are_shown_first_then_go_to_the_bin_together(desk):
    decisions = [make.decision(name_fr=name) for name in ("Un", "Deux")]

    page = act(desk, Decision, "delete_selected", *decisions)
    assert (page.context["errors"], Decision.objects.count()) == ([], 2)
    answer = bin_chosen(desk, *decisions)

    assert answer.url == pages.list_of(Decision)
    assert messages_of(answer) == ["2 fiches sont à la corbeille."]
    assert not Decision.objects.exists()
    assert len(desk.get(reverse("admin:bin")).context["deleted"]) == 2


def test_reasons_of_each_that_cannot_go_are_said_and_none_goes(desk):
    published = make.published(make.decision(name_fr="En ligne"))
    submitted, free = make.decision(name_fr="Soumise"), make.decision(name_fr="Libre")
    submit([submitted], by=User.objects.get(), note="Nouvelle")

    page = act(desk, Decision, "delete_selected", published, submitted, free)
    answer = bin_chosen(desk, published, submitted, free)

    assert len(page.context["errors"]) == 2
    assert "« En ligne » a été publiée" in page.context["errors"][0]
    assert "« Soumise » est soumise à relecture" in page.context["errors"][1]
    assert "_confirm" not in page.content.decode()
    assert answer.status_code == 200
    assert Decision.objects.count() == 3


def test_record_that_others_refer_to_stays_and_they_are_named(desk):
    meeting = make.meeting(name_fr="Conseil")
    make.decision(meeting=meeting, name_fr="Prélèvement")

    page = act(desk, Meeting, "delete_selected", meeting)

    assert page.context["errors"] == ["Réunion « Conseil » : des fiches y renvoient (Décision « Prélèvement »)."]


def test_who_may_not_delete_bins_nothing(signed_in):
    client, decision = signed_in("view_decision", "change_decision", name="autre"), make.decision()

    answer = client.post(reverse("admin:to_bin"), {"fiche": f"summits.decision:{decision.pk}", "_confirm": "1"})

    assert answer.status_code == 403
    assert Decision.objects.exists()


def test_published_record_stays_whatever_its_type_beside_drafts_of_another(desk):
    draft, published = make.decision(), make.published(make.person(name="En ligne"))
    chosen = {"fiche": [f"summits.decision:{draft.pk}", f"institutions.person:{published.pk}"]}

    page = desk.post(reverse("admin:to_bin"), chosen)
    answer = desk.post(reverse("admin:to_bin"), chosen | {"_shown": page.context["digest"], "_confirm": "1"})

    (problem,) = answer.context["errors"]
    assert "a été publiée" in problem
    assert Decision.objects.exists()
    assert Person.objects.exists()


# And back


def test_several_come_back_at_once_whatever_refers_to_what(desk):
    organ = make.organ()
    decision = make.decision(organ=organ)
    delete([decision, organ], by=User.objects.get())
    chosen = [entry["revision"].pk for entry in desk.get(reverse("admin:bin")).context["deleted"]]

    answer = desk.post(reverse("admin:bin"), {"revision": chosen})

    assert messages_of(answer) == ["2 fiches sont revenues à la rédaction, comme brouillons."]
    assert Decision.objects.get().organ == Organ.objects.get()


def test_none_comes_back_when_one_cannot(desk):
    organ = make.organ()
    decision, other = make.decision(organ=organ, name_fr="Sans organe"), make.decision()
    delete([decision, other, organ], by=User.objects.get())
    entries = desk.get(reverse("admin:bin"), {"type": "summits.decision"}).context["deleted"]

    answer = desk.post(reverse("admin:bin"), {"revision": [entry["revision"].pk for entry in entries]})

    assert messages_of(answer)[0].startswith("Sans organe")
    assert not Decision.objects.exists()


def test_nothing_chosen_is_said(desk):
    assert messages_of(desk.post(reverse("admin:bin"))) == ["Choisissez d’abord une fiche."]


def test_only_what_readers_have_seen_was_published():
    seen, draft = make.published(make.organ()), make.organ()

    assert was_published([draft, seen]) == [seen]
