"""French beside one language: what the form shows, and what it leaves alone."""

import pytest

from publishing.review.workflow_state import PublicationStatus, publication_statuses
from summits.models import Meeting
from tests import factories as make
from tests.desk import pages
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def test_form_carries_french_and_one_language_only(desk):
    meeting = make.meeting()
    make.meeting_step(meeting)

    sent = form_of(desk.get(f"{pages.form(meeting)}?langue=ar"))

    names = {name.rpartition("_")[2] for name in sent if name.startswith("name_")}
    assert names == {"fr", "ar"}
    assert {"steps-0-text_fr", "steps-0-text_ar"} < set(sent)
    assert "steps-0-text_en" not in sent


def test_saving_in_english_keeps_french_and_arabic(desk):
    meeting = make.meeting(name_fr="Conseil", name_ar="مجلس", summary_fr="Résumé")
    step = make.meeting_step(meeting, text_fr="Ouvert", text_ar="افتتح")

    pages.save(desk, pages.form(meeting), name_en="Council", **{"steps-0-text_en": "Opened"})

    meeting.refresh_from_db()
    step.refresh_from_db()
    assert (meeting.name_fr, meeting.name_en, meeting.name_ar) == ("Conseil", "Council", "مجلس")
    assert (step.text_fr, step.text_en, step.text_ar) == ("Ouvert", "Opened", "افتتح")


def test_saving_in_arabic_keeps_english(desk):
    meeting = make.meeting(name_fr="Conseil", name_en="Council")

    pages.save(desk, f"{pages.form(meeting)}?langue=ar", name_ar="مجلس")

    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.name_en, meeting.name_ar) == ("Conseil", "Council", "مجلس")


def test_form_saves_the_language_it_showed_whatever_another_tab_chose_since(desk):
    meeting = make.meeting(name_fr="Conseil", name_en="Council")
    page = desk.get(f"{pages.form(meeting)}?langue=en")
    desk.get(f"{pages.form(make.meeting())}?langue=ar")

    pages.save(desk, pages.form(meeting), page=page, name_en="The council")

    meeting.refresh_from_db()
    assert (meeting.name_en, meeting.name_ar) == ("The council", "")


def test_language_is_kept_from_one_form_to_the_next(desk):
    desk.get(f"{pages.form(make.meeting())}?langue=ar")

    assert desk.get(pages.form(make.meeting())).context["target"] == "ar"


def test_unknown_language_is_not_offered(desk):
    assert desk.get(f"{pages.form(make.meeting())}?langue=de").context["target"] == "en"


def test_form_saved_unchanged_in_the_english_interface_changes_nothing(desk):
    meeting = make.published(make.meeting(name_fr="Conseil", name_en="Council"))

    page = desk.get(pages.form(meeting), headers={"accept-language": "en"})
    pages.save(desk, pages.form(meeting), page=page)

    assert publication_statuses(Meeting) == {meeting.pk: PublicationStatus.LIVE}


def test_fields_say_their_language_and_direction(desk):
    html = desk.get(f"{pages.form(make.meeting())}?langue=ar").content.decode()

    assert 'lang="ar" dir="rtl"' in html.partition('name="name_ar"')[2].partition(">")[0]
    assert 'lang="fr" dir="ltr"' in html.partition('name="name_fr"')[2].partition(">")[0]


def test_counters_say_how_many_french_texts_each_language_has(desk):
    meeting = make.meeting(name_fr="Conseil", name_en="Council", summary_fr="Résumé")
    make.meeting_step(meeting, text_fr="Ouvert", text_en="Opened")

    counted = desk.get(pages.form(meeting)).context["languages"]

    assert {language.code: (language.filled, language.total) for language in counted} == {
        "fr": (3, 3),
        "en": (2, 3),
        "ar": (0, 3),
    }


def test_french_title_is_required(desk):
    response = pages.save(desk, pages.form(make.meeting()), name_fr="", name_en="Council")

    assert response.context["adminform"].form.errors.keys() == {"name_fr"}


def test_translation_is_optional(desk):
    assert pages.save(desk, pages.form(make.meeting()), name_en="").status_code == 302
