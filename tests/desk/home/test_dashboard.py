"""The home of the desk and its health board: what needs whoever opens them, and the way to where it is mended."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.home.dashboard import home_of
from institutions.models import Organ
from publishing.review.submissions import approve, submit
from publishing.rich.links import href_of
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(signed_in):
    return signed_in("submit_records", "view_organ", "change_organ", "add_organ", name="auteur")


@pytest.fixture
def reviewer(signed_in):
    return signed_in("review_submissions", "publish_records", "view_organ", name="relectrice")


def home(client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def user(name):
    return User.objects.get(username=name)


def test_an_empty_desk_says_that_nothing_waits(desk):
    page = home(desk)
    assert "Rien à réparer." in page
    assert "Rien ne m’attend." in page


def test_each_is_shown_what_waits_for_them(writer, reviewer):
    organ = make.organ(name_fr="Collège")
    submitted = submit([organ], by=user("auteur"), note="Nouvel organe")
    assert "Mes soumissions en cours</a> (1)" in home(writer)
    assert "À relire par moi</a> (1)" in home(reviewer)
    assert "À relire par moi" not in home(writer)

    approve(submitted, by=user("relectrice"), due_at=timezone.now() + timedelta(hours=1), zone="UTC")
    assert "Paraîtra bientôt" in home(writer)
    assert pages.review(submitted) in home(writer)


def test_a_submission_whose_record_changed_since_is_told_to_who_made_it(writer):
    organ = make.organ(name_fr="Collège")
    submit([organ], by=user("auteur"), note="Nouvel organe")
    assert "Modifié depuis la soumission" not in home(writer)
    Organ.objects.filter(pk=organ.pk).update(summary_fr="Autre texte")
    assert "Modifié depuis la soumission" in home(writer)


def test_what_one_has_begun_is_there_to_go_on_with(writer, reviewer):
    organ = make.organ(name_fr="Collège")
    pages.save(writer, pages.form(organ), summary_fr="Un texte provisoire")
    assert f'<a href="{pages.form(organ)}">' in home(writer)
    assert pages.form(organ) not in home(reviewer)


def test_each_line_of_the_board_leads_to_the_record_and_its_form(desk):
    decision = make.decision(name_fr="Créer la banque")
    make.decision_step(decision, evidence=[])

    board = desk.get(reverse("admin:health")).content.decode()
    address = reverse("admin:health_check", args=["preuves"])
    assert address in home(desk)
    assert address in board
    page = desk.get(address).content.decode()
    assert pages.form(decision) in page
    assert "Citez au moins un passage" in page
    assert desk.get(pages.form(decision)).status_code == 200


def test_a_check_that_is_none_is_not_found(desk):
    assert desk.get(reverse("admin:health_check", args=["autre"])).status_code == 404


def test_the_board_is_for_editors_only(client):
    assert client.get(reverse("admin:health")).status_code == 302


def test_an_account_without_rights_is_told_of_no_record(signed_in, writer, reviewer):
    organ, decision = make.organ(name_fr="Collège secret"), make.decision(name_fr="Acte secret")
    make.decision_step(decision, evidence=[])
    submitted = submit([organ], by=user("auteur"), note="Projet secret")
    approve(submitted, by=user("relectrice"), due_at=timezone.now() + timedelta(hours=1), zone="UTC")
    newcomer = signed_in("view_logentry", name="nouvelle")

    checked = newcomer.get(reverse("admin:health_check", args=["preuves"])).content.decode()

    assert "secret" in home(writer)
    assert "secret" not in home(newcomer)
    assert "secret" not in checked


def test_each_is_told_of_the_types_that_they_view_and_no_more(desk, signed_in):
    decision, topic = make.decision(name_fr="Acte secret"), make.topic(name_fr="Thème secret")
    organ = make.organ(name_fr="Collège", summary_fr=f'<p>Voir <a href="{href_of(topic)}">cela</a>.</p>')
    make.organ_step(organ, evidence=[])
    make.decision_step(decision, evidence=[])
    member = signed_in("view_organ", name="membre")

    def counts(client):
        lines = client.get(reverse("admin:health")).context["lines"]
        assert [line.count for line in client.get(reverse("admin:index")).context["health"]] == [
            line.count for line in lines if line.count
        ]
        return {line.check.name: line.count for line in lines}

    assert (counts(desk)["preuves"], counts(member)["preuves"]) == (2, 1)
    assert (counts(desk)["liens"], counts(member)["liens"]) == (1, 1)
    told = [client.get(reverse("admin:health_check", args=["liens"])).text for client in (desk, member)]
    assert ["Thème secret" in page for page in told] == [True, False]
    assert pages.form(organ) in told[1]
    assert "Et 1 autre" not in member.get(reverse("admin:health_check", args=["preuves"])).text


def test_saving_warns_of_what_keeps_a_record_from_being_submitted(writer):
    organ = make.organ(name_fr="Collège")
    answer = pages.save(writer, pages.form(organ), as_of="2999")
    page = writer.get(answer.url).content.decode()
    assert "Avant de soumettre" in page
    assert "est dans l’avenir (2999)" in page
    asked = writer.get(pages.submission(organ)).content.decode()
    assert "est dans l’avenir (2999)" in asked


def test_the_home_costs_the_same_with_many_submissions_and_drafts(writer):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            home(writer)
        return len(queries)

    def begin_and_submit():
        pages.save(writer, pages.form(make.organ()), summary_fr="Texte")
        submit([make.organ()], by=user("auteur"), note="Nouvel organe")

    begin_and_submit()
    few = cost()
    for _ in range(5):
        begin_and_submit()
    assert cost() == few


def test_who_takes_no_part_in_review_is_shown_no_submissions(writer):
    submit([make.organ()], by=user("auteur"), note="Nouvel organe")
    newcomer = User.objects.create_user("nouvelle", is_staff=True)

    assert home_of(user("auteur"), set())["boxes"][0][2] == 1
    assert {name: home_of(newcomer, set())[name] for name in ("boxes", "next_due", "outdated")} == {
        "boxes": [],
        "next_due": [],
        "outdated": [],
    }
