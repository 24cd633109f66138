"""Who else is at a record; and what was typed when a session had ended waits for its author, and for nobody else."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.forms.saved_forms import AT_MOST, sign_owner
from publishing.models import KeptForm, Presence
from summits.models import Meeting
from tests import factories as make
from tests.desk import pages
from tests.forms import form_of

pytestmark = pytest.mark.django_db


# Presence


@pytest.fixture
def other(signed_in):
    return signed_in(name="collègue")


def address(record):
    return reverse("admin:presence", args=[record._meta.label_lower, record.pk])


def others(client, record):
    return [str(presence) for presence in client.get(pages.form(record)).context["others"]]


def test_form_says_who_else_has_it_open_and_since_when(desk, other):
    meeting = make.meeting()
    assert others(desk, meeting) == []
    Presence.objects.update(opened_at=timezone.now() - timedelta(minutes=2, seconds=5))

    assert others(other, meeting) == ["editrice a ouvert cette fiche il y a 2 minutes."]
    assert others(desk, meeting) == ["collègue vient d’ouvrir cette fiche."]
    assert others(desk, make.meeting()) == []


def test_opening_again_does_not_begin_anew(desk, other):
    meeting = make.meeting()
    others(desk, meeting)
    Presence.objects.update(opened_at=timezone.now() - timedelta(minutes=3))
    others(desk, meeting)

    assert others(other, meeting) == ["editrice a ouvert cette fiche il y a 3 minutes."]


def test_who_gives_no_sign_of_life_is_gone_after_some_minutes(desk, other):
    meeting = make.meeting()
    others(desk, meeting)
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=6))

    assert others(other, meeting) == []
    assert Presence.objects.get().name == "collègue"


def test_browser_asks_and_leaves(desk, other):
    meeting = make.meeting()
    others(other, meeting)

    assert desk.post(address(meeting), {"la": "1"}).json() == {"others": ["collègue vient d’ouvrir cette fiche."]}
    other.post(address(meeting), {"partie": "1"})

    assert desk.post(address(meeting), {"la": "1"}).json() == {"others": []}


def test_presence_of_somebody_else_is_not_forged(desk, other, signed_in):
    meeting = make.meeting()
    others(other, meeting)
    colleague = Presence.objects.get()

    desk.post(address(meeting), {"partie": "1", "user_id": colleague.user_id, "name": colleague.name})
    desk.post(address(meeting), {"la": "1", "user_id": "999", "name": "Forgé"})

    assert set(Presence.objects.values_list("name", flat=True)) == {"collègue", "editrice"}
    reader = signed_in("view_meeting", name="lecteur")
    assert reader.post(address(meeting), {"la": "1"}).status_code == 403
    assert reader.get(pages.form(meeting)).status_code == 200
    assert not Presence.objects.filter(name="lecteur").exists()


def test_presence_needs_a_session_a_token_a_record_and_a_message(desk):
    meeting = make.meeting()

    assert Client().post(address(meeting)).status_code == 302
    assert desk.get(address(meeting)).status_code == 405
    assert desk.post(reverse("admin:presence", args=["auth.user", meeting.pk])).status_code == 404
    assert desk.post(reverse("admin:presence", args=["summits.meeting", make.topic().pk])).status_code == 404
    desk.handler.enforce_csrf_checks = True
    assert desk.post(address(meeting), {"la": "1"}).status_code == 403
    assert not Presence.objects.exists()


# A session that has ended


def sent_without_session(desk, record, **typed):
    """What an editor types in a form that was open when their session ended: the address that they are sent to."""
    sent = form_of(desk.get(pages.form(record))) | typed | {"_continue": "1"}
    desk.logout()
    answer = desk.post(pages.form(record), sent)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("admin:login"))
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def sign_in(client, name="editrice"):
    client.force_login(User.objects.get(username=name))


def test_everything_typed_comes_back_after_signing_in_and_is_saved(desk):
    meeting = make.meeting(name_fr="Conseil")
    typed = {"name_fr": "Notre nom", "agenda-TOTAL_FORMS": "1", "agenda-0-number": "1", "agenda-0-list": "official"}

    back = sent_without_session(desk, meeting, **typed | {"agenda-0-text_fr": "Nouveau point"})
    meeting.refresh_from_db()
    assert meeting.name_fr == "Conseil"
    sign_in(desk)
    page = desk.get(back)

    assert "Rien n’est perdu" in page.content.decode()
    assert form_of(page)["name_fr"] == ["Notre nom"]
    assert pages.save(desk, pages.form(meeting), page=page).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.name_fr, meeting.agenda.get().text_fr) == ("Notre nom", "Nouveau point")
    assert not KeptForm.objects.exists()


def test_sentences_in_english_end_once_after_a_time(desk):
    meeting = make.meeting()
    back = sent_without_session(desk, meeting, name_fr="Notre nom")
    KeptForm.objects.update(at=datetime(2026, 11, 23, 15, 5, tzinfo=UTC))
    sign_in(desk)

    page = desk.get(back, headers={"accept-language": "en"}).content.decode()

    assert "23/11/2026 15:05. Nothing is lost" in page
    assert "p.m." not in page


def test_form_of_a_new_record_comes_back_too(desk):
    typed = {"name_fr": "Conseil de juillet", "summary_fr": "Résumé", "level": "council", "_save": "1"}
    sent = form_of(desk.get(pages.new(Meeting))) | typed
    desk.logout()
    answer = desk.post(pages.new(Meeting), sent)
    sign_in(desk)

    page = desk.get(parse_qs(urlsplit(answer.url).query)["next"][0])

    assert form_of(page)["name_fr"] == ["Conseil de juillet"]
    pages.save(desk, pages.new(Meeting), page=page)
    assert Meeting.objects.get().name_fr == "Conseil de juillet"


def test_text_never_goes_to_another_user(desk, other):
    meeting = make.meeting(name_fr="Conseil")

    back = sent_without_session(desk, meeting, name_fr="Texte confidentiel")
    page = other.get(back)

    assert "Texte confidentiel" not in page.content.decode()
    assert "Aucune saisie n’est gardée ici pour vous." in page.content.decode()
    sign_in(desk)
    assert form_of(desk.get(back))["name_fr"] == ["Texte confidentiel"]


def test_kept_text_is_shown_on_its_own_page_only(desk):
    meeting, elsewhere = make.meeting(), make.meeting()

    back = sent_without_session(desk, meeting, name_fr="Texte confidentiel")
    sign_in(desk)

    assert "Texte confidentiel" not in desk.get(f"{pages.form(elsewhere)}?{urlsplit(back).query}").content.decode()
    assert desk.get(f"{pages.form(meeting)}?_gardee=x").status_code == 200


def test_what_somebody_else_saved_meanwhile_is_told(desk, other):
    meeting = make.meeting(name_fr="Conseil")
    back = sent_without_session(desk, meeting, name_fr="Notre nom")
    pages.save(other, pages.form(meeting), name_fr="Leur nom")
    sign_in(desk)

    page = desk.get(back)

    (encounter,) = page.context["conflict"].encounters
    assert (encounter.is_mine, encounter.difference.after) == (True, "Leur nom")
    assert form_of(page)["name_fr"] == ["Notre nom"]


def test_token_of_an_earlier_session_loses_nothing_and_saves_nothing(desk):
    meeting = make.meeting(name_fr="Conseil")
    sent = form_of(desk.get(pages.form(meeting))) | {"name_fr": "Notre nom", "_continue": "1"}
    desk.handler.enforce_csrf_checks = True

    answer = desk.post(pages.form(meeting), sent | {"csrfmiddlewaretoken": "x" * 32})

    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert meeting.name_fr == "Conseil"
    assert form_of(desk.get(answer.url))["name_fr"] == ["Notre nom"]


@pytest.mark.parametrize("mark", ["", "forged", "another"])
def test_nothing_is_kept_of_a_form_that_says_no_owner(desk, mark):
    meeting = make.meeting()
    sent = form_of(desk.get(pages.form(meeting)))
    sent["_pour"] = sign_owner(User.objects.get()).replace(":", "x") if mark == "another" else mark
    desk.logout()

    assert desk.post(pages.form(meeting), sent).status_code == 302
    desk.handler.enforce_csrf_checks = True
    assert desk.post(pages.form(meeting), sent).status_code == 403
    assert not KeptForm.objects.exists()


def test_form_sent_to_an_address_of_any_length_is_kept(desk):
    meeting = make.meeting()
    sent = form_of(desk.get(pages.form(meeting)))
    desk.logout()

    answer = desk.post(f"{pages.new(Meeting)}{'a' * 400}/", sent)

    assert answer.status_code == 302
    assert KeptForm.objects.get().path.endswith("aaa/")


def test_only_the_latest_forms_of_an_account_are_kept(desk):
    meeting = make.meeting()
    sent = form_of(desk.get(pages.form(meeting)))
    desk.logout()
    for _n in range(AT_MOST + 2):
        desk.post(pages.form(meeting), sent)

    assert KeptForm.objects.count() == AT_MOST
