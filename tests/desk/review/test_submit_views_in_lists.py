"""Several records or submissions at once: shown first, then all of it, or none with the reasons of each."""

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.urls import reverse

from institutions.models import Organ, Person
from publishing.history.revisions import delete
from publishing.models import Submission
from publishing.registry import record_type_of
from publishing.review.submissions import approve, submit
from summits.models import Decision, Meeting
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def act(client, model, action, *records, **typed):
    chosen = {"action": action, "_selected_action": [str(record.pk) for record in records]}
    return client.post(pages.list_of(model), chosen | typed)


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# To the bin


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


# Given to a reviewer


@pytest.fixture
def submissions(desk):
    writer = User.objects.get(username="editrice")
    return [submit([make.organ()], by=writer, note=f"Organe {n}") for n in (1, 2)]


def give(client, submissions, reviewer):
    return act(client, Submission, "assign_selected", *submissions, reviewer=reviewer.pk, _confirm="1")


def test_several_submissions_are_given_to_one_reviewer(desk, submissions):
    reviewer = User.objects.create_superuser("relectrice")
    page = act(desk, Submission, "assign_selected", *submissions)
    assert page.status_code == 200

    answer = give(desk, submissions, reviewer)

    assert messages_of(answer) == ["2 soumissions sont confiées à relectrice."]
    assert set(Submission.objects.values_list("reviewer", flat=True)) == {"relectrice"}


def test_none_is_given_when_one_cannot_be(desk, submissions):
    reviewer = User.objects.create_superuser("relectrice")
    approve(submissions[0], by=reviewer)

    page = give(desk, submissions, reviewer)

    assert len(page.context["errors"]) == 1
    assert "n’attend plus cela" in page.context["errors"][0]
    assert set(Submission.objects.values_list("reviewer", flat=True)) == {""}


def test_own_work_is_not_given_to_oneself(desk, submissions):
    page = give(desk, submissions, User.objects.get(username="editrice"))

    assert len(page.context["errors"]) == 2


# A bundle


def bundle(record):
    return reverse("admin:bundle", args=[record_type_of(record).label, record.pk])


@pytest.fixture
def summit():
    return make.summit(name_fr="Sommet de décembre", organ=make.published(make.organ()))


def test_summit_gathers_what_belongs_to_it_and_has_changes(desk, summit):
    source = make.source(title="Communiqué")
    decision = make.decision(meeting=summit, links={"evidence": [make.passage(source)]})
    item = make.roadmap_item(links={"decisions": [decision]})
    statement = make.statement(links={"decisions": [decision]})
    document = make.document()
    summit.documents.add(document)
    live = make.decision(name_fr="Déjà en ligne")
    make.published(live)
    stranger = make.decision(name_fr="Autre")

    page = desk.get(bundle(summit))

    found = {row["value"].partition(":")[2] for _type, rows in page.context["groups"] for row in rows}
    assert {str(record.pk) for record in (summit, decision, item, statement, document, source)} <= found
    assert not {str(record.pk) for record in (stranger, live, summit.organ)} & found


def test_bundle_is_submitted_previewed_approved_and_published_as_one(desk, signed_in, summit):
    decision = make.decision(meeting=summit, name_fr="Prélèvement")
    page = desk.get(bundle(summit))
    chosen = [row["value"] for _type, rows in page.context["groups"] for row in rows]

    asked = desk.post(reverse("admin:submit"), {"fiche": chosen, "bundle_title": "Sommet de décembre"})
    assert asked.context["form"].initial["bundle_title"] == "Sommet de décembre"
    typed = {"request_note": "Le sommet", "bundle_title": "Sommet de décembre", "zone": "UTC", "_confirm": "1"}
    desk.post(reverse("admin:submit"), pages.hidden(asked) | typed)
    submission = Submission.objects.get()
    reviewer = signed_in(name="relectrice")
    seen = reviewer.get(reverse("admin:preview_submission", args=[submission.pk]))
    reviewer.post(pages.review(submission), {"_approve_now": "1", "zone": "UTC"})

    submission.refresh_from_db()
    assert (submission.title, submission.state) == ("Sommet de décembre", "published")
    assert "Prélèvement" in seen.content.decode()
    assert {item.record.pk for item in submission.items.all()} == {summit.pk, decision.pk}
    assert desk.get(bundle(summit)).context["groups"] == []


def test_what_awaits_a_decision_is_not_gathered_again(desk, summit):
    submit([summit], by=User.objects.get(), note="Sommet")

    assert desk.get(bundle(summit)).context["groups"] == []


def test_form_of_a_summit_leads_to_its_bundle_for_who_may_submit(desk, signed_in, summit):
    assert bundle(summit) in desk.get(pages.form(summit)).content.decode()
    reader = signed_in("view_summit", "view_meeting", name="lecteur")
    assert bundle(summit) not in reader.get(pages.form(summit)).content.decode()
    assert reader.get(bundle(summit)).status_code == 403
    assert desk.get(reverse("admin:bundle", args=["auth.user", summit.pk])).status_code == 404
