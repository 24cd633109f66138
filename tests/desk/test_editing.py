"""Two editors at the same record: the second is told, nothing is written, nothing typed is lost."""

import pytest

from summits.models import Meeting
from tests import factories as make
from tests.desk import pages
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(signed_in):
    return signed_in(name="collègue")


def conflict_after(desk, other, meeting, theirs, mine, **options):
    """Both open the form, the other saves, then we do: the answer that we get."""
    address = pages.form(meeting)
    page = desk.get(address)
    assert pages.save(other, address, **theirs).status_code == 302
    return pages.save(desk, address, page=page, **mine, **options)


def told(page):
    """The differences that the page lists, with whether our own typing stands against them."""
    return [
        (str(difference.label), difference.before, difference.after, is_mine)
        for difference, is_mine in page.context["conflict"].differences
    ]


def test_second_saver_is_told_what_the_first_changed_and_nothing_is_written(desk, other):
    meeting = make.meeting(name_fr="Conseil", summary_fr="Avant")

    page = conflict_after(desk, other, meeting, {"summary_fr": "Entre-temps"}, {"name_fr": "Notre nom"})

    assert page.status_code == 409
    assert told(page) == [("Résumé (français)", "Avant", "Entre-temps", False)]
    assert page.context["conflict"].last.user.username == "collègue"
    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.summary_fr) == ("Conseil", "Entre-temps")


def test_form_then_holds_what_was_typed_over_the_record_as_it_is(desk, other):
    meeting = make.meeting(name_fr="Conseil", summary_fr="Avant")

    page = conflict_after(desk, other, meeting, {"summary_fr": "Entre-temps"}, {"name_fr": "Notre nom"})

    sent = form_of(page)
    assert (sent["name_fr"], sent["summary_fr"]) == (["Notre nom"], ["Entre-temps"])


def test_saving_again_keeps_both_changes(desk, other):
    meeting = make.meeting(name_fr="Conseil", summary_fr="Avant")
    page = conflict_after(desk, other, meeting, {"summary_fr": "Entre-temps"}, {"name_fr": "Notre nom"})

    assert pages.save(desk, pages.form(meeting), page=page).status_code == 302

    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.summary_fr) == ("Notre nom", "Entre-temps")


def test_where_both_changed_a_field_ours_is_kept_and_said(desk, other):
    meeting = make.meeting(name_fr="Conseil")

    page = conflict_after(desk, other, meeting, {"name_fr": "Leur nom"}, {"name_fr": "Notre nom"})

    assert told(page) == [("Nom (français)", "Conseil", "Leur nom", True)]
    assert form_of(page)["name_fr"] == ["Notre nom"]


def test_parts_links_and_new_rows_survive(desk, other):
    meeting = make.meeting()
    step = make.meeting_step(meeting, text_fr="Convoqué")
    passage = make.passage()
    mine = {
        "steps-0-text_fr": "Convoqué à Bamako",
        "steps-0-evidence": [str(passage.pk)],
        "agenda-TOTAL_FORMS": "1",
        "agenda-0-number": "7",
        "agenda-0-list": "official",
        "agenda-0-text_fr": "Nouveau point",
    }

    page = conflict_after(desk, other, meeting, {"steps-0-text_en": "Convened"}, mine)

    sent = form_of(page)
    assert told(page) == [("Énoncé (English)", "–", "Convened", False)]
    assert sent["steps-0-text_fr"] == ["Convoqué à Bamako"]
    assert sent["steps-0-evidence"] == [str(passage.pk)]
    assert (sent["agenda-0-text_fr"], sent["agenda-0-number"]) == (["Nouveau point"], ["7"])
    assert pages.save(desk, pages.form(meeting), page=page).status_code == 302
    step.refresh_from_db()
    assert (step.text_fr, step.text_en, step.evidence.get()) == ("Convoqué à Bamako", "Convened", passage)
    assert meeting.agenda.get().text_fr == "Nouveau point"


def test_part_that_the_other_removed_comes_back_as_a_new_one_when_we_had_worked_on_it(desk, other):
    meeting = make.meeting()
    item = make.agenda_item(meeting, text_fr="Bilan")

    page = conflict_after(desk, other, meeting, {"agenda-0-DELETE": "on"}, {"agenda-0-text_fr": "Bilan de l’an I"})

    assert [(d.label, str(d.place)) for d, _mine in page.context["conflict"].differences] == [
        ("retiré", "Point de l’ordre du jour « Bilan »")
    ]
    pages.save(desk, pages.form(meeting), page=page)
    assert [(new.text_fr, new.pk == item.pk) for new in meeting.agenda.all()] == [("Bilan de l’an I", False)]


def test_part_that_the_other_removed_stays_removed_when_we_had_not_touched_it(desk, other):
    meeting = make.meeting()
    make.agenda_item(meeting)

    page = conflict_after(desk, other, meeting, {"agenda-0-DELETE": "on"}, {"name_fr": "Notre nom"})
    pages.save(desk, pages.form(meeting), page=page)

    assert not meeting.agenda.exists()


def test_part_that_the_other_added_stays(desk, other):
    meeting = make.meeting()
    theirs = {"agenda-TOTAL_FORMS": "1", "agenda-0-number": "1", "agenda-0-list": "official"}

    page = conflict_after(desk, other, meeting, theirs | {"agenda-0-text_fr": "Bilan"}, {"name_fr": "Notre nom"})
    pages.save(desk, pages.form(meeting), page=page)

    assert meeting.agenda.get().text_fr == "Bilan"


def test_part_that_we_removed_is_still_marked_so(desk, other):
    meeting = make.meeting()
    make.agenda_item(meeting)

    page = conflict_after(desk, other, meeting, {"name_fr": "Leur nom"}, {"agenda-0-DELETE": "on"})

    assert form_of(page)["agenda-0-DELETE"] == ["on"]


def test_form_that_does_not_say_what_it_showed_is_not_saved(desk):
    meeting = make.meeting(name_fr="Conseil")

    page = pages.save(desk, pages.form(meeting), name_fr="Notre nom", without=["_shown"])

    assert page.status_code == 409
    meeting.refresh_from_db()
    assert meeting.name_fr == "Conseil"


def test_forged_snapshot_is_not_believed(desk):
    meeting = make.meeting(name_fr="Conseil")

    assert pages.save(desk, pages.form(meeting), _shown="forged").status_code == 409


def test_saving_twice_in_a_row_is_no_conflict(desk):
    meeting = make.meeting()
    pages.save(desk, pages.form(meeting), name_fr="Un")

    assert pages.save(desk, pages.form(meeting), name_fr="Deux").status_code == 302
    assert Meeting.objects.get().name_fr == "Deux"


@pytest.mark.parametrize("method", ["get", "post"])
def test_address_that_names_no_record_leads_back_to_the_index(desk, method):
    assert getattr(desk, method)("/admin/summits/meeting/x/change/").url == "/admin/"


def test_record_that_is_not_there_any_more_is_said_so(desk):
    meeting = make.meeting()
    page = desk.get(pages.form(meeting))
    address = pages.form(meeting)
    meeting.delete()

    assert pages.save(desk, address, page=page).status_code == 302


def test_snapshot_of_another_record_is_not_believed(desk):
    meeting, other = make.meeting(), make.meeting()
    foreign = form_of(desk.get(pages.form(other)))["_shown"]

    assert pages.save(desk, pages.form(meeting), _shown=foreign).status_code == 409


def test_reader_who_may_not_write_is_refused_before_anything_else(signed_in):
    reader = signed_in("view_meeting")

    assert reader.post(pages.form(make.meeting()), {}).status_code == 403
