"""Who translates writes the texts of their language in the form of a record, whatever else is sent."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.groups import AUTHORS, translators_of
from desk.forms.addresses import named
from publishing.models import Revision, Submission
from summits.models import Attendance, Decision, Meeting, MeetingStep
from tests import factories as make
from tests.desk import pages
from tests.forms import form_of

pytestmark = pytest.mark.django_db

IDLE = {"_langue": "en", "_continue": "1"}


@pytest.fixture
def translator(member):
    return member(translators_of("en"))


def sent_by(client, record):
    """What a browser would send of the form."""
    return form_of(client.get(pages.form(record)))


def texts(record):
    record.refresh_from_db()
    return record.name_fr, record.name_en, record.name_ar


# What the form offers


def test_form_has_the_fields_of_the_language_alone(translator, meeting):
    sent = sent_by(translator, meeting)

    written = {name for name in sent if not name.startswith(("_", "csrf")) and "_FORMS" not in name}
    keys = {name for name in written if name.endswith(("-id", "-meeting"))}
    assert {name for name in written - keys if not name.endswith("_en")} == set()
    assert {"name_en", "summary_en", "steps-0-text_en"} < written


def test_french_is_read_beside_it_and_says_its_language(translator, meeting):
    html = translator.get(pages.form(meeting)).content.decode()

    assert '<div class="desk-source" lang="fr" dir="ltr"><p>Conseil</p></div>' in html
    assert '<div class="desk-source" lang="fr" dir="ltr"><p>Ouvert</p></div>' in html


def test_markup_in_french_is_shown_as_text(translator, meeting):
    Meeting.objects.update(summary_fr="<script>alert(1)</script>")

    assert "<script>alert" not in translator.get(pages.form(meeting)).content.decode()


def test_only_their_languages_are_offered(translator, meeting):
    page = translator.get(f"{pages.form(meeting)}?langue=ar")

    assert page.context["target"] == "en"
    assert [language.code for language in page.context["languages"]] == ["fr", "en"]


def test_translator_of_two_languages_chooses(translator, meeting):
    translator.user.groups.add(Group.objects.get(name=translators_of("ar")))

    pages.save(translator, f"{pages.form(meeting)}?langue=ar", name_ar="اجتماع")

    assert texts(meeting) == ("Conseil", "Council", "اجتماع")


def test_every_record_type_opens_for_translators(translator):
    for record in (make.decision_step().decision, make.organ(), make.source(), make.person(), make.status("held")):
        assert translator.get(pages.form(record)).status_code == 200


# What is saved


def test_translation_is_saved_with_its_author_and_leaves_the_rest(translator, meeting):
    response = pages.save(translator, pages.form(meeting), name_en="The council", **{"steps-0-text_en": "It opened"})

    assert response.status_code == 302
    step = MeetingStep.objects.get()
    assert texts(meeting) == ("Conseil", "The council", "مجلس")
    assert (step.text_fr, step.text_en, step.text_ar) == ("Ouvert", "It opened", "افتتح")
    assert Revision.objects.first().by == "membre"


def test_translation_is_submitted_for_review(translator, meeting):
    response = pages.save(translator, pages.form(meeting), button="_submit", name_en="The council")
    assert response.url.startswith(reverse("admin:submit"))

    pages.confirm(translator, response.url, request_note="Traduction", zone="UTC")

    assert Submission.objects.get().submitted_by == "membre"


@pytest.mark.parametrize(
    "forged",
    [
        {"name_fr": "Autre"},
        {"name_ar": "آخر"},
        {"slug": "ailleurs"},
        {"reference": "AES-R-1999-001"},
        {"steps-0-text_fr": "Autre"},
        {"steps-0-text_ar": "آخر"},
        {"steps-0-occurred": "1999"},
        {"steps-0-status": ""},
        {"steps-0-DELETE": "on"},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_forged_fields_change_nothing(translator, meeting, forged):
    address = pages.form(meeting)
    before = list(Meeting.objects.values()), list(MeetingStep.objects.values())

    response = translator.post(address, sent_by(translator, meeting) | forged | IDLE)

    assert response.status_code == 302
    assert (list(Meeting.objects.values()), list(MeetingStep.objects.values())) == before


def test_forged_part_is_not_added(translator, meeting):
    added = {"steps-TOTAL_FORMS": "2", "steps-1-text_fr": "Inventé", "steps-1-text_en": "Invented"}

    translator.post(pages.form(meeting), sent_by(translator, meeting) | added | IDLE)

    assert MeetingStep.objects.count() == 1


def test_parts_that_are_not_in_the_form_stay(translator, meeting):
    forged = {
        "attendances-TOTAL_FORMS": "1",
        "attendances-INITIAL_FORMS": "1",
        "attendances-0-id": str(Attendance.objects.get().pk),
        "attendances-0-DELETE": "on",
    }

    translator.post(pages.form(meeting), sent_by(translator, meeting) | forged | IDLE)

    assert Attendance.objects.count() == 1


def test_another_language_than_theirs_is_refused(translator, meeting):
    sent = sent_by(translator, meeting) | {"_langue": "ar", "name_ar": "آخر", "_continue": "1"}

    assert translator.post(pages.form(meeting), sent).status_code == 403
    assert texts(meeting) == ("Conseil", "Council", "مجلس")


def test_another_editor_who_was_faster_is_told_and_nothing_is_lost(translator, meeting):
    sent = sent_by(translator, meeting) | {"name_en": "The council", "steps-0-text_en": "It opened"} | IDLE
    Meeting.objects.update(name_en="The ministers")

    page = translator.post(pages.form(meeting), sent)

    assert page.status_code == 409
    assert 'value="The council"' in page.content.decode() or "The council</textarea>" in page.content.decode()
    assert "It opened" in page.content.decode()


# Elsewhere


@pytest.mark.parametrize("address", [pages.new, pages.list_of])
def test_new_records_and_bulk_deletion_are_refused(translator, meeting, address):
    refused = translator.post(address(Meeting), {"action": "delete_selected", "_selected_action": [str(meeting.pk)]})

    assert refused.status_code in {302, 403}
    assert Meeting.objects.count() == 1


def test_adding_is_refused(translator):
    assert translator.get(pages.new(Decision)).status_code == 403
    assert translator.post(pages.new(Decision), {"name_fr": "Nouvelle"}).status_code == 403


def test_deleting_is_refused(translator, meeting):
    address = reverse("admin:summits_meeting_delete", args=[meeting.pk])

    assert translator.post(address, {"post": "yes"}).status_code == 403
    assert Meeting.objects.exists()


def test_an_old_version_is_not_put_back_nor_named(member, meeting, translator):
    author = member(AUTHORS, "auteur")
    pages.save(author, pages.form(meeting), name_fr="Premier")
    address = reverse("admin:summits_meeting_history", args=[meeting.pk])

    assert translator.get(address).status_code == 200
    assert translator.post(address, {"version": "1"}).status_code == 403
    assert translator.post(address, {"version": "1", "name": "1", "label": "mienne"}).status_code == 403


def test_withdrawing_is_refused(translator, meeting):
    make.published(meeting)

    assert translator.get(pages.withdrawal(meeting)).status_code == 403
    assert translator.post(reverse("admin:withdraw"), {"fiche": named(meeting), "_confirm": "1"}).status_code == 403


def test_who_only_reads_writes_nothing(member, meeting):
    reader = member("Relecteurs")

    assert reader.get(pages.form(meeting)).status_code == 200
    assert reader.post(pages.form(meeting), {"name_en": "Autre"} | IDLE).status_code == 403
    assert texts(meeting) == ("Conseil", "Council", "مجلس")


def test_author_writes_every_language(member, meeting):
    pages.save(member(AUTHORS), pages.form(meeting), name_fr="Conseil des ministres", name_en="Cabinet")

    assert texts(meeting) == ("Conseil des ministres", "Cabinet", "مجلس")
