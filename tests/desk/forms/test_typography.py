"""The page of typographic corrections: shown, chosen, applied, taken back."""

import re

import pytest

from desk.forms.typography import typography_address
from publishing.history.revisions import versions
from publishing.history.translation_status import histories
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db

WRONG, RIGHT = 'L\'Etat a-t-il dit "oui"?', "L’État a-t-il dit «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}»\u202f?"


@pytest.fixture
def meeting():
    record = make.meeting(name_fr="Conseil", name_en="Council", summary_fr=WRONG, summary_en="The state's")
    make.agenda_item(record, text_fr="Un point ; deux")
    return record


def keys(page):
    return re.findall(r'name="correction" value="([^"]+)" checked', page.text)


def test_button_of_the_form_saves_and_leads_to_the_corrections(desk, meeting):
    response = pages.save(desk, pages.form(meeting), button="_typography", name_fr="L'appel")

    assert response.url == typography_address(meeting)
    meeting.refresh_from_db()
    assert meeting.name_fr == "L'appel"


def test_button_says_when_there_is_nothing_to_correct(desk):
    record = make.meeting()

    response = desk.get(pages.save(desk, pages.form(record), button="_typography").url)

    assert response.context["original"] == record
    assert "la typographie est en ordre" in response.text


def test_corrections_are_marked_with_their_spaces_visible(desk, meeting):
    page = desk.get(typography_address(meeting))

    assert len(keys(page)) == 3
    assert "<del>L&#x27;Etat</del> a-t-il dit <del>&quot;oui&quot;?</del>" in page.text
    assert "<ins>L’État</ins> a-t-il dit <ins>«⍽oui⍽»⍽?</ins>" in page.text
    assert 'lang="en"' in page.text
    meeting.refresh_from_db()
    assert meeting.summary_fr == WRONG


def test_only_what_is_ticked_is_corrected_and_all_is_taken_back(desk, meeting):
    page = desk.get(typography_address(meeting))
    chosen = [key for key in keys(page) if "summary_en" not in key]

    response = desk.post(typography_address(meeting), {"correction": chosen})

    meeting.refresh_from_db()
    assert (meeting.summary_fr, meeting.summary_en) == (RIGHT, "The state's")
    assert meeting.agenda.get().text_fr == "Un point\u202f; deux"
    assert versions(meeting).first().by == "editrice"
    done = desk.get(response.url)
    undo = re.search(r'<form method="post" action="([^"]+)">.*?name="version" value="(\d+)"', done.text, re.DOTALL)
    desk.post(undo[1], {"version": undo[2]})
    meeting.refresh_from_db()
    assert meeting.summary_fr == WRONG
    assert meeting.agenda.get().text_fr == "Un point ; deux"


def test_text_that_changed_meanwhile_is_left_alone_and_said(desk, meeting):
    chosen = keys(desk.get(typography_address(meeting)))
    meeting.summary_fr = "L'autre"
    meeting.save()

    response = desk.post(typography_address(meeting), {"correction": chosen}, follow=True)

    meeting.refresh_from_db()
    assert meeting.summary_fr == "L'autre"
    assert "2 textes corrigés" in response.text
    assert "changé entre-temps" in response.text


def test_nothing_ticked_changes_nothing(desk, meeting):
    response = desk.post(typography_address(meeting), follow=True)

    assert "Rien n’a été corrigé" in response.text
    assert versions(meeting).count() == 1


def test_a_translation_that_followed_the_french_still_does(desk, meeting):
    pages.save(desk, pages.form(meeting), summary_en="What the state said")
    chosen = keys(desk.get(typography_address(meeting)))

    desk.post(typography_address(meeting), {"correction": chosen})

    (history,) = histories([("summits.meeting", meeting.pk)]).values()
    assert history.behind("en") == 0


def test_who_only_translates_corrects_their_language_only(signed_in, meeting):
    client = signed_in("view_meeting", "translate_en")

    found = keys(client.get(typography_address(meeting)))

    assert ["summary_en" in key for key in found] == [True]
    french = [key for key in keys(signed_in(name="autre").get(typography_address(meeting))) if "summary_fr" in key]
    client.post(typography_address(meeting), {"correction": french})
    meeting.refresh_from_db()
    assert meeting.summary_fr == WRONG


def test_who_may_only_look_corrects_nothing(signed_in, meeting):
    client = signed_in("view_meeting")

    assert client.get(typography_address(meeting)).status_code == 403
    assert client.post(typography_address(meeting), {}).status_code == 403


@pytest.mark.parametrize("label", ["auth.user", "sources.passage", "nothing"])
def test_what_is_no_record_has_no_corrections(desk, meeting, label):
    assert desk.get(typography_address(meeting).replace("summits.meeting", label)).status_code == 404
