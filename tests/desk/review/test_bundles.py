"""What belongs to a record, gathered: submitted, previewed, approved and published as one."""

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.urls import reverse

from desk.review.bundles import bundle_address
from publishing.models import Submission
from publishing.review.submissions import submit
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def act(client, model, action, *records, **typed):
    chosen = {"action": action, "_selected_action": [str(record.pk) for record in records]}
    return client.post(pages.list_of(model), chosen | typed)


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


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

    page = desk.get(bundle_address(summit))

    found = {row["value"].partition(":")[2] for _type, rows in page.context["groups"] for row in rows}
    assert {str(record.pk) for record in (summit, decision, item, statement, document, source)} <= found
    assert not {str(record.pk) for record in (stranger, live, summit.organ)} & found


def test_bundle_is_submitted_previewed_approved_and_published_as_one(desk, signed_in, summit):
    decision = make.decision(meeting=summit, name_fr="Prélèvement")
    page = desk.get(bundle_address(summit))
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
    assert desk.get(bundle_address(summit)).context["groups"] == []


def test_what_awaits_a_decision_is_not_gathered_again(desk, summit):
    submit([summit], by=User.objects.get(), note="Sommet")

    assert desk.get(bundle_address(summit)).context["groups"] == []


def test_form_of_a_summit_leads_to_its_bundle_for_who_may_submit(desk, signed_in, summit):
    assert bundle_address(summit) in desk.get(pages.form(summit)).content.decode()
    reader = signed_in("view_summit", "view_meeting", name="lecteur")
    assert bundle_address(summit) not in reader.get(pages.form(summit)).content.decode()
    assert reader.get(bundle_address(summit)).status_code == 403
    assert desk.get(reverse("admin:bundle", args=["auth.user", summit.pk])).status_code == 404
