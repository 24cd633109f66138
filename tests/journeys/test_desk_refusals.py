"""What an editor, or somebody in an editor's name, asks and does not get: nothing is written, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from institutions.models import Organ
from publishing.history.revisions import delete, keep_revision, versions
from publishing.models import Submission
from publishing.models.preview import PreviewLink
from publishing.review.previews import create_link
from publishing.review.submissions import submit
from summits.models import Decision, Meeting
from tests import factories as make
from tests.desk import exchange, pages

pytestmark = pytest.mark.django_db

NO_NUMBERS = ["", "0", "-1", "x", "²", "9" * 30]


@pytest.fixture
def organ():
    return make.organ(name_fr="Collège", summary_fr="Ancien texte")


@pytest.fixture
def writer(signed_in):
    return signed_in("submit_records", "view_organ", "change_organ", name="autrice")


@pytest.fixture
def reviewer(signed_in):
    return signed_in("review_submissions", "publish_records", "view_organ", name="relectrice")


@pytest.fixture
def submission(writer, organ):
    return submit([organ], by=User.objects.get(username="autrice"), note="Nouvel organe")


def history(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_history", args=[record.pk])


# Addresses and languages


def test_address_of_another_record_is_refused_and_nothing_typed_is_lost(desk):
    make.decision(slug="prelevement")

    page = pages.save(desk, pages.new(Decision), name_fr="Prélèvement confédéral", slug="prelevement")

    assert page.status_code == 200
    assert page.context["adminform"].form.errors.keys() == {"slug"}
    assert "Prélèvement confédéral" in page.content.decode()
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("language", ["de", "fr", "en'--", ""])
def test_language_that_is_not_offered_writes_in_no_other(desk, language):
    meeting = make.meeting(name_fr="Conseil", name_en="Council", name_ar="مجلس")

    pages.save(desk, pages.form(meeting), _langue=language, name_de="Rat", name_ar="آخر")

    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.name_en, meeting.name_ar) == ("Conseil", "Council", "مجلس")
    assert Meeting.objects.count() == 1


# Files


@pytest.fixture
def shown(desk):
    """A page that shows what a table would change, before it is confirmed."""
    decision = make.decision(name_fr="Avant")
    table = exchange.table({"reference": decision.reference, "name_fr": "Après"})
    return exchange.send(desk, exchange.import_address(Decision), table, table="decisions")


def test_table_that_somebody_else_brought_is_refused(shown, signed_in):
    other = signed_in("import_records", "view_decision", "add_decision", "change_decision", name="autre")

    assert exchange.confirm(other, shown).status_code == 403
    assert Decision.objects.get().name_fr == "Avant"


def test_table_altered_on_its_way_is_refused(shown, desk):
    sent = {
        "_fichier": shown.context["file"].replace(":", "A:", 1),
        "_shown": shown.context["brought"].digest,
        "table": "decisions",
    }

    assert desk.post(exchange.import_address(Decision), sent).status_code == 403
    assert Decision.objects.get().name_fr == "Avant"


def test_table_is_shown_again_when_a_record_changes_before_the_button(shown, desk):
    Decision.objects.update(name_fr="Entre-temps")

    again = exchange.confirm(desk, shown)

    assert again.status_code == 200
    assert "relisez" in again.content.decode()
    assert Decision.objects.get().name_fr == "Entre-temps"


@pytest.mark.parametrize("rights", [["view_decision"], ["export_records"], ["export_records", "view_organ"]])
def test_who_may_not_export_or_look_takes_no_table(signed_in, rights):
    decision = make.decision()
    client = signed_in(*rights, name="lecteur")
    asked = {"type": "summits.decision", "fiche": f"summits.decision:{decision.pk}", "format": "xlsx"}

    assert client.get(reverse("admin:export"), {"type": "summits.decision"}).status_code == 403
    assert client.post(reverse("admin:export"), asked).status_code == 403


# Decisions


def test_approval_for_an_hour_that_is_past_is_refused(reviewer, submission):
    yesterday = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT09:00")
    sent = {"_approve": "1", "due_at": yesterday, "zone": "UTC", "comment": "Relu avec soin"}

    page = reviewer.post(pages.review(submission), sent).content.decode()

    assert "Cette heure est passée." in page
    assert "Relu avec soin" in page
    assert Submission.objects.get().state == "open"


def test_submission_is_not_decided_twice(reviewer, submission):
    reviewer.post(pages.review(submission), {"_send_back": "1", "comment": "Sans source", "zone": "UTC"})

    for button in ("_approve_now", "_approve", "_refuse", "_carry_out"):
        assert reviewer.post(pages.review(submission), {button: "1", "zone": "UTC"}).status_code == 403

    assert Submission.objects.get().state == "sent_back"


def test_who_only_reviews_publishes_nothing(signed_in, submission):
    client = signed_in("review_submissions", "view_organ", name="relecteur")

    assert client.post(pages.review(submission), {"_approve_now": "1", "zone": "UTC"}).status_code == 403
    assert client.post(pages.review(submission), {"_carry_out": "1", "zone": "UTC"}).status_code == 403
    assert Submission.objects.get().state == "open"


@pytest.mark.parametrize("key", NO_NUMBERS)
def test_link_that_is_none_is_not_revoked(writer, submission, key):
    assert writer.post(pages.review(submission), {"_revoke": key}).status_code == 404


def test_link_of_another_submission_is_not_revoked(writer, submission):
    author = User.objects.get(username="autrice")
    other = submit([make.organ(name_fr="Autre")], by=author, note="Autre organe")
    link, _token = create_link(other, by=author, label="Ministère")

    assert writer.post(pages.review(submission), {"_revoke": link.pk}).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None


# History and bin


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_version_that_is_none_is_not_restored(desk, organ, number):
    keep_revision(organ)

    assert desk.post(history(organ), {"version": number, "restore": ""}).status_code == 404
    assert versions(organ).count() == 1


@pytest.mark.parametrize("key", NO_NUMBERS)
def test_what_is_not_in_the_bin_does_not_come_back(desk, key):
    page = desk.post(reverse("admin:bin"), {"revision": key}, follow=True)

    assert page.status_code == 200
    assert "Choisissez d’abord une fiche." in page.content.decode()


def test_who_may_not_add_takes_nothing_from_the_bin(desk, signed_in, organ):
    delete([organ], by=User.objects.get(username="editrice"))
    (entry,) = desk.get(reverse("admin:bin")).context["deleted"]
    client = signed_in("view_organ", "change_organ", name="lecteur")

    assert client.post(reverse("admin:bin"), {"revision": entry["revision"].pk}).status_code == 404
    assert not Organ.objects.exists()
