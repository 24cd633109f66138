import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from editions.models import Change, ContentVersion, Edition
from institutions.models import Organ
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, publish
from publishing.models.preview import Opinion, PreviewLink, PreviewOpening
from publishing.review import previews
from publishing.review.previews import (
    PAGES_A_MINUTE,
    as_if_carried_out,
    as_if_published,
    create_link,
    give_opinion,
    link_of,
    revoke_link,
)
from publishing.review.submissions import cancel, submit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def addresses(settings):
    """Previews show the site's own pages."""
    settings.ROOT_URLCONF = "aes_site.urls"


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create(username="writer", is_staff=True)


@pytest.fixture
def organ():
    return make.organ(name_fr="Collège", slug="college", name_en="College")


@pytest.fixture
def submission(organ, writer):
    return submit([organ], by=writer, note="Nouvel organe")


@pytest.fixture
def opened(submission, writer):
    """A link as its receiver knows it: its address."""
    _link, token = create_link(submission, by=writer, label="Ministère", asks_opinion=True)
    return f"/apercu/{token}/"


def names():
    return list(Organ.objects.values_list("name_fr", flat=True))


def page_of(record, prefix, language="fr"):
    with previews.below(prefix):
        return previews.path_in(record, language)


# As if


def test_inside_readers_see_the_submission_and_afterwards_nothing_is_left(submission):
    with as_if_carried_out(submission):
        assert names() == ["Collège"]

    with live_reading():
        assert names() == []
    assert not Edition.objects.exists()
    assert not Change.objects.exists()
    assert ContentVersion.objects.current().number == 0


def test_other_drafts_stay_hidden(submission):
    make.organ(name_fr="Brouillon")

    with as_if_carried_out(submission):
        assert names() == ["Collège"]


def test_desk_cannot_be_read_inside(submission):
    with as_if_carried_out(submission), pytest.raises(Exception, match="permission denied"):
        list(PreviewLink.objects.raw("SELECT * FROM public.publishing_previewlink"))


def test_withdrawal_is_shown_too(organ, writer):
    publish([organ])
    submission = submit([organ], by=writer, note="Doublon", action="withdraw", reason={"fr": "Doublon"})

    with as_if_carried_out(submission):
        assert names() == []
    with live_reading():
        assert names() == ["Collège"]


def test_unfinished_record_is_shown_with_what_it_needs():
    parent = make.organ(name_fr="Parent")
    organ = make.organ(name_fr="Enfant", parent=parent, summary_fr="", summary_en="Without French")
    with pytest.raises(Refused):
        publish([organ, parent])

    with as_if_published([organ]):
        assert set(names()) == {"Parent", "Enfant"}


# Links


def test_token_is_long_and_only_its_fingerprint_is_kept(submission, writer):
    link, token = create_link(submission, by=writer, label="Ministère")

    assert len(token) >= 43
    assert link.token_sha256 == PreviewLink.fingerprint(token)
    assert token not in str(PreviewLink.objects.values().get())
    assert link_of(token) == link


@pytest.mark.parametrize("days", [0, -1, 61])
def test_link_neither_lasts_for_ever_nor_not_at_all(submission, writer, days):
    with pytest.raises(Refused):
        create_link(submission, by=writer, label="x", lasts=timedelta(days=days))


def test_link_shows_the_very_page_in_every_language_it_exists_in(opened, organ, client):
    french = client.get(page_of(organ, opened))
    english = client.get(page_of(organ, opened, "en"))

    assert "Collège" in french.content.decode()
    assert '<html lang="en"' in english.content.decode()
    assert "College" in english.content.decode()
    assert client.get(page_of(organ, "/")).status_code == 404


def test_links_of_the_page_stay_in_the_preview(opened, organ, client):
    page = client.get(page_of(organ, opened)).content.decode()

    inside = re.findall(r'<a [^>]*href="(/[^"]*)"', page)

    assert inside
    assert [address for address in inside if not address.startswith(opened)] == []


def test_page_says_that_it_is_a_preview_and_is_kept_by_nobody(opened, organ, client):
    response = client.get(page_of(organ, opened))

    assert 'class="preview-banner"' in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "ETag" not in response
    assert "script-src" not in response["Content-Security-Policy"]
    assert not response.cookies


def test_list_of_pages_names_those_of_the_submission(opened, organ, client):
    page = client.get(opened, headers={"Accept-Language": "fr"}).content.decode()

    assert page_of(organ, opened) in page
    assert page_of(organ, opened, "en") in page


def test_openings_are_noted(opened, organ, client):
    client.get(opened)
    client.get(page_of(organ, opened))

    assert [opening.path for opening in PreviewOpening.objects.order_by("pk")] == ["/", page_of(organ, "/")]


def closed_answers(client, opened):
    response = client.get(opened, headers={"Accept-Language": "fr"})
    return response.status_code, response.content, response.headers["Cache-Control"]


def test_expired_revoked_guessed_and_settled_links_answer_alike(opened, writer, client, submission):
    link = PreviewLink.objects.get()
    guessed = closed_answers(client, "/apercu/pas-le-bon/")
    link.expires_at = timezone.now()
    link.save()
    expired = closed_answers(client, opened)
    link.expires_at += timedelta(days=1)
    link.save()
    assert client.get(opened).status_code == 200
    cancel(submission, by=writer)
    settled = closed_answers(client, opened)
    revoke_link(link)
    revoked = closed_answers(client, opened)

    assert guessed[0] == 404
    assert guessed == expired == settled == revoked


def test_revoked_link_is_closed(opened, client):
    revoke_link(PreviewLink.objects.get())

    assert client.get(opened).status_code == 404


def test_too_many_pages_in_a_minute_are_refused(opened, client, monkeypatch):
    monkeypatch.setattr(previews, "PAGES_A_MINUTE", 2)

    assert [client.get(opened).status_code for _number in range(3)] == [200, 200, 429]
    assert PAGES_A_MINUTE > 2


@pytest.mark.parametrize("path", ["admin/", "apercu/x/", "fr/rien-de-tel/", "rien"])
def test_nothing_but_public_pages_is_reached(opened, client, path):
    assert client.get(f"{opened}{path}").status_code == 404


def test_preview_that_cannot_be_published_any_more_says_no_more_than_that(organ, writer, client):
    submission = submit([organ], by=writer, note="Organe")
    _link, token = create_link(submission, by=writer, label="x")
    publish([make.organ(slug="college-2")])
    make_refused(organ)

    response = client.get(f"/apercu/{token}/")

    assert response.status_code == 409
    assert "refusée" not in response.content.decode()


def make_refused(organ):
    """Another record takes the address that was submitted."""
    Organ.objects.filter(pk=organ.pk).update(slug="autre")
    publish([make.organ(slug="college")])


# Opinions


def test_opinion_is_kept(opened, client):
    response = client.post(opened, {"verdict": "comments", "name": "Relecture externe", "text": "Date à vérifier"})

    assert response.status_code == 302
    opinion = Opinion.objects.get()
    assert (opinion.verdict, opinion.name, opinion.text) == ("comments", "Relecture externe", "Date à vérifier")
    assert "avis est arrivé" in client.get(response["Location"], headers={"Accept-Language": "fr"}).content.decode()


@pytest.mark.parametrize(
    "sent", [{"verdict": "agrees"}, {"verdict": "comments", "name": "X"}, {"verdict": "veto", "name": "X"}]
)
def test_opinion_has_a_name_and_a_remark_has_words(opened, client, sent):
    assert client.post(opened, sent).status_code == 200
    assert not Opinion.objects.exists()


def test_link_that_asks_nothing_takes_no_opinion(submission, writer):
    link, _token = create_link(submission, by=writer, label="x")

    with pytest.raises(Refused):
        give_opinion(link, verdict="agrees", name="X", text="")


# Editors


@pytest.fixture
def editor(writer, client):
    writer.user_permissions.set(Permission.objects.filter(codename__in=["submit_records", "view_organ"]))
    client.force_login(writer)
    return client


def test_editor_sees_a_record_as_the_desk_has_it(editor, organ):
    publish([organ])
    Organ.objects.update(name_fr="Conseil")
    prefix = reverse("admin:preview_record", args=["institutions.organ", organ.pk])

    page = editor.get(page_of(organ, prefix)).content.decode()

    assert "Conseil" in page
    assert page_of(organ, prefix) in editor.get(prefix).content.decode()
    with live_reading():
        assert names() == ["Collège"]


def test_editor_sees_a_submission_as_it_was_frozen(editor, submission, organ):
    Organ.objects.update(name_fr="Conseil")
    prefix = reverse("admin:preview_submission", args=[submission.pk])

    assert "Collège" in editor.get(page_of(organ, prefix)).content.decode()


def test_who_may_not_edit_sees_no_preview(client, writer, submission, organ):
    client.force_login(writer)

    assert client.get(reverse("admin:preview_submission", args=[submission.pk])).status_code == 403
    assert client.get(reverse("admin:preview_record", args=["institutions.organ", organ.pk])).status_code == 403


def test_editor_sees_no_preview_of_a_record_whose_form_they_may_not_open(editor, organ):
    decision = make.decision()

    assert editor.get(reverse("admin:preview_record", args=["summits.decision", decision.pk])).status_code == 403


def test_nobody_without_account_sees_the_desks_preview(client, submission):
    assert client.get(reverse("admin:preview_submission", args=[submission.pk])).status_code == 302


@pytest.mark.parametrize("label", ["auth.user", "rien.rien", "rien"])
def test_only_records_have_previews(editor, organ, label):
    assert editor.get(reverse("admin:preview_record", args=[label, organ.pk])).status_code == 404
