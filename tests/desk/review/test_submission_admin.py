"""Submitting, deciding, scheduling and previewing at the desk, all without scripts."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from desk.review.submission_admin import inboxes
from institutions.models import Organ
from publishing.models import Submission
from publishing.models.preview import Opinion
from publishing.review.submissions import approve, submit
from publishing.review.workflow_state import PublicationStatus, live_exists, publication_statuses
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(signed_in):
    return signed_in("submit_records", "view_organ", "change_organ", "view_meeting", name="writer")


@pytest.fixture
def reviewer(signed_in):
    return signed_in("review_submissions", "publish_records", "view_organ", name="ibrahim")


@pytest.fixture
def organ():
    return make.organ(name_fr="Collège", summary_fr="Ancien texte du collège")


@pytest.fixture
def submission(writer, organ):
    return submit([organ], by=User.objects.get(username="writer"), note="Nouvel organe")


def state_of(submission):
    submission.refresh_from_db()
    return submission.state


# Submitting


def test_editor_submits_and_nothing_is_published(writer, organ):
    response = pages.confirm(writer, pages.submission(organ), request_note="Nouvel organe", zone="Africa/Bamako")

    submission = Submission.objects.get()
    assert response.url == pages.form(organ)
    assert (submission.state, submission.note, submission.submitted_by) == ("open", "Nouvel organe", "writer")
    assert publication_statuses(Organ)[organ.pk] == PublicationStatus.SUBMITTED


def test_note_is_required(writer, organ):
    pages.confirm(writer, pages.submission(organ), request_note="", zone="Africa/Bamako")

    assert not Submission.objects.exists()


def test_what_is_needed_is_submitted_along(writer, organ):
    meeting = make.meeting(organ=organ)

    pages.confirm(
        writer, pages.submission(meeting), request_note="Conseil", bundle_title="Le lot", zone="Africa/Bamako"
    )

    submission = Submission.objects.get()
    assert (submission.items.count(), submission.title) == (2, "Le lot")


def test_hour_is_taken_in_its_zone_and_a_past_one_is_said(writer, organ):
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT09:00")
    typed = {"request_note": "Demain", "zone": "Africa/Niamey"}

    page = pages.confirm(writer, pages.submission(organ), due_at="2020-01-01T09:00", **typed)
    assert "Cette heure est passée." in page.content.decode()
    pages.confirm(writer, pages.submission(organ), due_at=tomorrow, **typed)

    assert Submission.objects.get().due_at.hour == 8


def test_withdrawal_is_proposed_by_who_may_not_withdraw(writer, organ):
    make.published(organ)
    told = {"reason_fr": "Doublon", "reason_en": "Duplicate", "zone": "UTC"}

    pages.confirm(writer, pages.submission(organ, name="submit_withdrawal"), request_note="En double", **told)

    assert Submission.objects.get().action == "withdraw"
    assert live_exists(organ)


def test_who_may_not_submit_is_refused(signed_in, organ):
    client = signed_in("view_organ", name="lecteur")

    assert client.get(pages.submission(organ)).status_code == 403
    assert client.get(reverse("admin:publishing_submission_changelist")).status_code == 403


def test_saving_may_lead_on_to_the_page_that_submits(desk, organ):
    response = pages.save(desk, pages.form(organ), button="_submit")

    assert response.url.startswith(reverse("admin:submit"))


def test_form_and_list_say_what_a_record_waits_for_and_lead_there(desk, submission, organ):
    assert pages.review(submission) in desk.get(pages.form(organ)).content.decode()
    assert pages.review(submission) in desk.get(pages.list_of(Organ)).content.decode()


# The inbox


def test_inbox_says_what_waits_for_whom(writer, reviewer, submission):
    address = reverse("admin:publishing_submission_changelist")

    def found(client, box):
        return list(client.get(address, {"boite": box}).context["cl"].result_list)

    assert found(reviewer, "relire") == [submission]
    assert found(writer, "relire") == []
    assert found(writer, "miennes") == [submission]
    assert found(reviewer, "retard") == []
    assert found(reviewer, "echec") == []
    assert "À relire par moi</a> (1)" in reviewer.get(reverse("admin:index")).content.decode()


# Deciding


def test_reviewer_reads_every_field_of_a_new_record(reviewer, submission):
    page = reviewer.get(pages.review(submission)).content.decode()

    assert "Ancien texte du collège" in page
    assert "Nouvel organe" in page


def test_reviewer_reads_what_changed_word_by_word_and_that_the_desk_went_on(reviewer, writer, organ):
    make.published(organ)
    Organ.objects.filter(pk=organ.pk).update(summary_fr="Nouveau texte du collège")
    submission = submit([organ], by=User.objects.get(username="writer"), note="Texte")
    Organ.objects.filter(pk=organ.pk).update(summary_fr="Encore autre chose")

    page = reviewer.get(pages.review(submission)).content.decode()

    assert "<del>Ancien</del> texte du collège" in page
    assert "<ins>Nouveau</ins> texte du collège" in page
    assert "Modifiée à la rédaction depuis" in page
    assert "Encore autre chose" not in page


def test_markup_in_texts_is_shown_as_text(reviewer, writer, organ):
    make.published(organ)
    Organ.objects.filter(pk=organ.pk).update(summary_fr="Ancien <script>alert(1)</script> texte")
    submission = submit([organ], by=User.objects.get(username="writer"), note="<b>Texte</b>")

    page = reviewer.get(pages.review(submission)).content.decode()

    assert "<script>alert" not in page
    assert "<b>Texte" not in page


def test_approved_now_it_is_live(reviewer, submission, organ):
    reviewer.post(pages.review(submission), {"_approve_now": "1", "comment": "Bien", "zone": "UTC"})

    assert state_of(submission) == "published"
    assert publication_statuses(Organ)[organ.pk] == PublicationStatus.LIVE


def test_approved_for_an_hour_it_is_scheduled(reviewer, submission):
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT09:00")

    reviewer.post(pages.review(submission), {"_approve": "1", "due_at": tomorrow, "zone": "Africa/Bamako"})

    assert state_of(submission) == "scheduled"
    assert "(Africa/Bamako)" in reviewer.get(pages.review(submission)).content.decode()


def test_sent_back_with_words(reviewer, submission):
    silent = reviewer.post(pages.review(submission), {"_send_back": "1", "zone": "UTC"})
    assert "Dites pourquoi" in silent.content.decode()

    reviewer.post(pages.review(submission), {"_send_back": "1", "comment": "Sans source", "zone": "UTC"})

    assert (state_of(submission), submission.comment) == ("sent_back", "Sans source")


def test_submitter_may_cancel_and_nothing_else(writer, submission):
    assert writer.post(pages.review(submission), {"_approve_now": "1", "zone": "UTC"}).status_code == 403
    assert writer.post(pages.review(submission), {"_refuse": "1", "comment": "x", "zone": "UTC"}).status_code == 403

    writer.post(pages.review(submission), {"_cancel": "1", "zone": "UTC"})

    assert state_of(submission) == "cancelled"


def test_cancelled_approval_shows_what_both_said(reviewer, writer, submission):
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT09:00")
    sent = {"_approve": "1", "due_at": tomorrow, "zone": "UTC", "comment": "Bien vu"}
    reviewer.post(pages.review(submission), sent)

    writer.post(pages.review(submission), {"_cancel": "1", "zone": "UTC", "comment": "Trop tôt"})

    page = reviewer.get(pages.review(submission)).content.decode()
    assert "Bien vu" in page
    assert "Annulée par" in page
    assert "Trop tôt" in page


def test_superuser_does_not_approve_their_own(desk, organ):
    submission = submit([organ], by=User.objects.get(username="editrice"), note="Moi-même")

    page = desk.get(pages.review(submission)).content.decode()

    assert "quelqu’un d’autre doit les approuver" in page
    assert desk.post(pages.review(submission), {"_approve_now": "1", "zone": "UTC"}).status_code == 403


def test_approved_submission_is_carried_out_or_given_another_hour(reviewer, submission, organ):
    approve(submission, by=User.objects.get(username="ibrahim"))
    missing = reviewer.post(pages.review(submission), {"_reschedule": "1", "zone": "UTC"})
    assert "Donnez l’heure" in missing.content.decode()
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT09:00")

    reviewer.post(pages.review(submission), {"_reschedule": "1", "due_at": tomorrow, "zone": "UTC"})
    assert state_of(submission) == "scheduled"
    reviewer.post(pages.review(submission), {"_carry_out": "1", "zone": "UTC"})

    assert state_of(submission) == "published"


def test_decided_submission_still_shows_what_was_approved(reviewer, submission):
    reviewer.post(pages.review(submission), {"_approve_now": "1", "zone": "UTC"})

    assert "Ancien texte du collège" in reviewer.get(pages.review(submission)).content.decode()


# Preview links


def test_address_of_a_link_is_shown_once_and_leads_to_the_preview(writer, client, submission):
    made = writer.post(
        pages.review(submission), {"_link": "1", "label": "Ministère", "days": "7", "asks_opinion": "on"}
    )

    (address,) = set(re.findall(r"/apercu/[\w-]{43}/", made.content.decode()))
    assert client.get(address).status_code == 200
    client.post(address, {"verdict": "agrees", "name": "Relecture externe"})
    page = writer.get(pages.review(submission)).content.decode()
    assert address not in page
    assert "Relecture externe" in page
    assert Opinion.objects.get().verdict == "agrees"


def test_revoked_link_leads_nowhere(writer, client, submission):
    made = writer.post(pages.review(submission), {"_link": "1", "label": "Ministère", "days": "7"})
    (address,) = set(re.findall(r"/apercu/[\w-]{43}/", made.content.decode()))

    writer.post(pages.review(submission), {"_revoke": submission.links.get().pk})

    assert client.get(address).status_code == 404


def test_link_is_made_and_revoked_by_who_submitted_reviews_or_publishes(writer, signed_in, submission):
    writer.post(pages.review(submission), {"_link": "1", "label": "Ministère", "days": "7"})
    other = signed_in("submit_records", "view_organ", name="autre")

    page = other.get(pages.review(submission)).content.decode()
    made = other.post(pages.review(submission), {"_link": "1", "label": "Presse", "days": "7"})
    revoked = other.post(pages.review(submission), {"_revoke": submission.links.get().pk})

    assert (made.status_code, revoked.status_code) == (403, 403)
    assert submission.links.get().revoked_at is None
    assert 'name="_link"' not in page
    assert 'name="_revoke"' not in page


def test_pages_of_review_need_no_script_of_their_own(reviewer, submission):
    page = reviewer.get(pages.review(submission)).content.decode()

    assert "<script>" not in page
    assert " style=" not in page
    assert re.findall(r"\son\w+=", page) == []


def test_review_page_costs_the_same_however_many_links_it_has(reviewer, submission, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        reviewer.get(pages.review(submission))


def test_each_inbox_holds_what_waits_for_its_reader():
    writer, reviewer = (User.objects.create_superuser(name) for name in ("autrice", "lectrice"))
    submit([make.organ()], by=writer, note="Nouvel organe", reviewer=reviewer)

    counts = {user: {name: rows.count() for name, rows in inboxes(user).items()} for user in (writer, reviewer)}

    nothing = dict.fromkeys(counts[writer], 0)
    assert counts[writer] == nothing | {"miennes": 1, "cours": 1}
    assert counts[reviewer] == nothing | {"relire": 1, "confiees": 1, "cours": 1}


def test_reviewer_gives_chosen_submissions_to_a_colleague(reviewer, submission):
    listed, colleague = pages.list_of(Submission), User.objects.get(username="ibrahim")
    chosen = {"action": "assign_selected", "_selected_action": [str(submission.pk)]}

    asked = reviewer.post(listed, chosen)
    assert [list(asked.context["submissions"]), asked.context["errors"]] == [[submission], []]
    reviewer.post(listed, chosen | {"_confirm": "1", "reviewer": colleague.pk})

    submission.refresh_from_db()
    assert submission.reviewer == "ibrahim"
