"""Two editors at the same record: what they did apart is merged; where they met nothing typed is lost."""

import pytest
from django.contrib.messages import get_messages

from desk.forms.concurrent_editing import on_desk, rows, sign_snapshot
from publishing.history.revisions import versions
from summits.models import Meeting
from tests import factories as make
from tests.desk import pages
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(signed_in):
    return signed_in(name="collègue")


def saved_after(desk, other, meeting, theirs, mine, **options):
    """Both open the form, the other saves, then we do: the answer that we get."""
    address = pages.form(meeting)
    page = desk.get(address)
    assert pages.save(other, address, **theirs).status_code == 302
    return pages.save(desk, address, page=page, **mine, **options)


def told(page):
    """The differences that the page lists, with our own typing where it stands against them."""
    return [
        (str(e.difference.label), e.difference.before, e.before, e.after if e.is_mine else None)
        for e in page.context["conflict"].encounters
    ]


def message_of(response):
    return str(next(iter(get_messages(response.wsgi_request))))


# Apart


def test_different_fields_merge_and_the_second_is_told(desk, other):
    meeting = make.meeting(name_fr="Conseil", summary_fr="Avant")

    answer = saved_after(desk, other, meeting, {"summary_fr": "Entre-temps"}, {"name_fr": "Notre nom"})

    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.summary_fr) == ("Notre nom", "Entre-temps")
    assert message_of(answer) == (
        "collègue a enregistré cette fiche pendant que vous y travailliez."
        " Ses changements sont gardés : Résumé (français)."
    )


def test_each_is_the_author_of_their_own_version(desk, other):
    meeting = make.meeting(name_fr="Conseil", summary_fr="Avant")

    saved_after(desk, other, meeting, {"summary_fr": "Entre-temps"}, {"name_fr": "Notre nom"})

    assert [version.by for version in versions(meeting)] == ["editrice", "collègue", ""]


def test_different_languages_of_one_text_merge(desk, other):
    meeting = make.meeting(name_fr="Conseil", name_en="Council")

    saved_after(desk, other, meeting, {"name_en": "College"}, {"name_fr": "Collège"})

    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.name_en) == ("Collège", "College")


def test_fields_of_every_kind_keep_what_the_first_chose(desk, other):
    meeting = make.meeting(held="2025-07", level="council")
    theirs = {"held": "2025-07-06", "level": "ministerial", "place": make.place(), "documents": make.document()}
    chosen = {name: getattr(value, "pk", value) for name, value in theirs.items()}

    saved_after(desk, other, meeting, chosen, {"name_fr": "Notre nom"})

    meeting = Meeting.objects.get()
    assert meeting.name_fr == "Notre nom"
    kept = (str(meeting.held), meeting.level, meeting.place, meeting.documents.get())
    assert kept == ("2025-07-06", *list(theirs.values())[1:])


def test_rows_of_the_same_part_merge(desk, other):
    meeting = make.meeting()
    for number in "12":
        make.agenda_item(meeting, number=number, text_fr=f"Point {number}")

    answer = saved_after(desk, other, meeting, {"agenda-0-text_fr": "Un"}, {"agenda-1-text_fr": "Deux"})

    assert answer.status_code == 302
    assert sorted(meeting.agenda.values_list("text_fr", flat=True)) == ["Deux", "Un"]
    assert "Point de l’ordre du jour" in message_of(answer)


def test_parts_links_and_new_rows_merge(desk, other):
    meeting = make.meeting()
    step, passage = make.meeting_step(meeting, text_fr="Convoqué"), make.passage()
    mine = {
        "steps-0-text_fr": "Convoqué à Bamako",
        "steps-0-evidence": [str(passage.pk)],
        "agenda-TOTAL_FORMS": "1",
        "agenda-0-number": "7",
        "agenda-0-list": "official",
        "agenda-0-text_fr": "Nouveau point",
    }

    assert saved_after(desk, other, meeting, {"steps-0-text_en": "Convened"}, mine).status_code == 302

    step.refresh_from_db()
    assert (step.text_fr, step.text_en, step.evidence.get()) == ("Convoqué à Bamako", "Convened", passage)
    assert meeting.agenda.get().text_fr == "Nouveau point"


def test_part_that_the_other_removed_stays_removed_and_the_rest_is_saved(desk, other):
    meeting = make.meeting()
    for number in "123":
        make.agenda_item(meeting, number=number, text_fr=f"Point {number}")
    mine = {"agenda-2-text_fr": "Le troisième", "agenda-TOTAL_FORMS": "4", "agenda-3-number": "4"}
    mine |= {"agenda-3-list": "official", "agenda-3-text_fr": "Point 4"}

    saved_after(desk, other, meeting, {"agenda-1-DELETE": "on"}, mine)

    assert sorted(meeting.agenda.values_list("text_fr", flat=True)) == ["Le troisième", "Point 1", "Point 4"]


def test_part_that_the_other_added_stays(desk, other):
    meeting = make.meeting()
    theirs = {"agenda-TOTAL_FORMS": "1", "agenda-0-number": "1", "agenda-0-list": "official"}

    saved_after(desk, other, meeting, theirs | {"agenda-0-text_fr": "Bilan"}, {"name_fr": "Notre nom"})

    assert meeting.agenda.get().text_fr == "Bilan"
    meeting.refresh_from_db()
    assert meeting.name_fr == "Notre nom"


def test_part_that_we_removed_goes_when_the_other_worked_elsewhere(desk, other):
    meeting = make.meeting()
    make.agenda_item(meeting)

    saved_after(desk, other, meeting, {"name_fr": "Leur nom"}, {"agenda-0-DELETE": "on"})

    assert not meeting.agenda.exists()


def test_merge_that_is_not_valid_is_said_and_writes_nothing(desk, other):
    meeting = make.meeting(name_fr="Conseil", summary_fr="Avant")

    page = saved_after(desk, other, meeting, {"summary_fr": "Entre-temps"}, {"name_fr": ""})

    assert page.context["adminform"].form.errors.keys() == {"name_fr"}
    assert form_of(page)["summary_fr"] == ["Entre-temps"]
    meeting.refresh_from_db()
    assert meeting.name_fr == "Conseil"


# On the same words


def test_same_field_asks_shows_both_and_writes_nothing(desk, other):
    meeting = make.meeting(name_fr="Le conseil")

    page = saved_after(desk, other, meeting, {"name_fr": "Le collège"}, {"name_fr": "Le sommet", "venue_fr": "Palais"})

    assert page.status_code == 409
    name = ("Nom (français)", "Le conseil", "Le <del>collège</del>", "Le <ins>sommet</ins>")
    assert told(page) == [name]
    assert page.context["conflict"].last.user.username == "collègue"
    meeting.refresh_from_db()
    assert meeting.name_fr == "Le collège"
    sent = form_of(page)
    assert (sent["name_fr"], sent["venue_fr"]) == (["Le sommet"], ["Palais"])


def test_saving_again_keeps_ours_there_and_theirs_elsewhere(desk, other):
    meeting = make.meeting(name_fr="Conseil", summary_fr="Avant")
    theirs = {"name_fr": "Leur nom", "summary_fr": "Entre-temps"}
    page = saved_after(desk, other, meeting, theirs, {"name_fr": "Notre nom"})

    assert pages.save(desk, pages.form(meeting), page=page).status_code == 302

    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.summary_fr) == ("Notre nom", "Entre-temps")


def test_same_choice_is_told_in_words_not_keys(desk, other):
    meeting, (bamako, niamey) = make.meeting(), (make.place(name_fr=name) for name in ("Bamako", "Niamey"))

    page = saved_after(desk, other, meeting, {"place": str(bamako.pk)}, {"place": str(niamey.pk)})

    assert told(page) == [("Lieu", "–", "Bamako", "votre saisie, dans le formulaire")]
    assert form_of(page)["place"] == [str(niamey.pk)]


def test_part_that_the_other_removed_comes_back_as_a_new_one_when_we_had_worked_on_it(desk, other):
    meeting = make.meeting()
    item = make.agenda_item(meeting, text_fr="Bilan")

    page = saved_after(desk, other, meeting, {"agenda-0-DELETE": "on"}, {"agenda-0-text_fr": "Bilan de l’an I"})

    assert page.status_code == 409
    (encounter,) = page.context["conflict"].encounters
    assert (encounter.difference.label, encounter.is_mine) == ("retiré", True)
    assert str(encounter.difference.location) == "Point de l’ordre du jour « Bilan »"
    pages.save(desk, pages.form(meeting), page=page)
    assert [(new.text_fr, new.pk == item.pk) for new in meeting.agenda.all()] == [("Bilan de l’an I", False)]


def test_part_that_we_removed_while_the_other_worked_on_it_is_asked_about(desk, other):
    meeting = make.meeting()
    make.agenda_item(meeting, text_fr="Bilan")

    page = saved_after(desk, other, meeting, {"agenda-0-text_fr": "Bilan de l’an I"}, {"agenda-0-DELETE": "on"})

    assert page.status_code == 409
    assert form_of(page)["agenda-0-DELETE"] == ["on"]
    assert meeting.agenda.get().text_fr == "Bilan de l’an I"


# Not believed


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


@pytest.mark.parametrize("object_id", ["x", "0", "_"])
def test_address_of_no_record_has_no_rows(object_id):
    assert list(rows(Meeting, object_id)) == []


def test_form_carries_the_record_for_itself_alone(desk):
    meeting, other = make.meeting(), make.meeting()
    page = desk.get(pages.form(meeting))
    Meeting.objects.filter(pk=meeting.pk).update(venue_fr="Palais")

    answer = pages.save(desk, pages.form(meeting), page=page, _shown=sign_snapshot(on_desk(other)), name_fr="Sommet")

    assert answer.status_code == 409
    meeting.refresh_from_db()
    assert meeting.name_fr != "Sommet"
