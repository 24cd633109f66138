"""Who is told of a submission, in which language, and what happens when mail does not work."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from accounts.groups import AUTHORS, PUBLISHERS, REVIEWERS
from accounts.mail import compose
from accounts.preferences import remember_language
from publishing.models import Submission
from publishing.review import submissions
from publishing.review.scheduler import publish_due
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(account):
    """An author, two reviewers and a publisher, each with an address."""
    groups = {"auteur": AUTHORS, "relecture": REVIEWERS, "relecture-2": REVIEWERS, "publication": PUBLISHERS}
    return {name: account(name, group, email=f"{name}@registre.example") for name, group in groups.items()}


@pytest.fixture
def done(django_capture_on_commit_callbacks, delivered):
    """Does something, commits, and gives the mail that came of it, by whom it is for."""

    def act(function, *args, **options):
        before = len(delivered())
        with django_capture_on_commit_callbacks(execute=True):
            act.result = function(*args, **options)
        return {message.to[0].partition("@")[0]: message for message in delivered()[before:]}

    return act


@pytest.fixture
def submitted(staff, done):
    done(submissions.submit, [make.organ(name_fr="Collège")], by=staff["auteur"], note="Nouvel organe")
    return done.result


def test_submission_is_told_to_all_who_may_decide(staff, done):
    told = done(submissions.submit, [make.organ()], by=staff["auteur"], note="Nouvel organe")

    assert set(told) == {"relecture", "relecture-2", "publication"}
    message = told["relecture"]
    assert message.subject == "À relire\u00a0: Nouvel organe"
    assert "auteur demande une relecture\u00a0:\n\nNouvel organe" in message.body
    assert f"http://127.0.0.1:8000/admin/publishing/submission/{done.result.pk}/change/\n" in message.body


def test_an_hour_that_passed_before_approval_is_told_to_who_asked_and_who_publishes(staff, done, submitted):
    Submission.objects.update(due_at=timezone.now() - timedelta(hours=1), zone="Africa/Bamako")

    told = done(submissions.approve, submitted, by=staff["relecture"])

    assert set(told) == {"auteur", "publication"}
    assert "(Africa/Bamako), est passée avant l’approbation" in told["auteur"].body
    assert "(Africa/Bamako), est passée avant l’approbation" in told["publication"].body


def test_submission_for_one_reviewer_is_told_to_that_one(staff, done):
    told = done(
        submissions.submit, [make.organ()], by=staff["auteur"], note="Nouvel organe", reviewer=staff["relecture-2"]
    )

    assert set(told) == {"relecture-2"}


def test_who_may_not_decide_is_not_asked(staff, done):
    staff["auteur"].groups.add(*staff["relecture"].groups.all())

    told = done(submissions.submit, [make.organ()], by=staff["auteur"], note="Nouvel organe")

    assert "auteur" not in told


def test_superusers_are_not_told_of_everything(staff, done, account):
    account("racine", is_superuser=True, email="racine@registre.example")

    assert "racine" not in done(submissions.submit, [make.organ()], by=staff["auteur"], note="Nouvel organe")


def test_closed_accounts_and_those_without_address_are_left_out(staff, done):
    User.objects.filter(username="relecture").update(is_active=False)
    User.objects.filter(username="relecture-2").update(email="")

    told = done(submissions.submit, [make.organ()], by=staff["auteur"], note="Nouvel organe")

    assert set(told) == {"publication"}


def test_approval_is_told_to_the_author_and_to_who_publishes(staff, done, submitted):
    told = done(submissions.approve, submitted, by=staff["relecture"], comment="Bien sourcé")

    assert set(told) == {"auteur", "publication"}
    assert told["auteur"].subject == "Approuvée\u00a0: Nouvel organe"
    assert "Bien sourcé" in told["auteur"].body


@pytest.mark.parametrize(
    ("decide", "subject"),
    [(submissions.refuse, "Refusée\u00a0: Nouvel organe"), (submissions.send_back, "Renvoyée\u00a0: Nouvel organe")],
)
def test_refusal_is_told_to_the_author_with_its_reason(staff, done, submitted, decide, subject):
    told = done(decide, submitted, by=staff["relecture"], comment="Il manque l’<acte> & sa date")

    assert {name: message.subject for name, message in told.items()} == {"auteur": subject}
    assert "Il manque l’<acte> & sa date" in told["auteur"].body


def test_cancellation_is_told_to_nobody(staff, done, submitted):
    assert done(submissions.cancel, submitted, by=staff["auteur"]) == {}


def test_failure_of_a_schedule_is_told_to_all_concerned(staff, done, submitted):
    hour = timezone.now() + timedelta(hours=1)
    done(submissions.approve, submitted, by=staff["relecture"], due_at=hour, zone="Africa/Bamako")
    type(submitted.items.get().record)._base_manager.update(slug="ailleurs")
    make.published(submitted.items.get().record)

    told = done(lambda: list(publish_due(hour + timedelta(minutes=1))))

    assert set(told) == {"auteur", "relecture", "publication"}
    assert told["auteur"].subject.startswith("Échec à l’heure dite")
    assert "soumettez à nouveau" in told["auteur"].body


def test_mail_is_in_the_language_of_whoever_reads_it(staff, done):
    remember_language(staff["relecture"], "en")
    remember_language(staff["relecture-2"], "ar")  # not public yet

    told = done(submissions.submit, [make.organ()], by=staff["auteur"], note="Nouvel organe")

    assert told["relecture"].subject == "To review: Nouvel organe"
    assert told["relecture-2"].subject.startswith("À relire")


def test_language_chosen_at_the_desk_is_remembered(staff, visitor):
    visitor.force_login(staff["auteur"])

    visitor.post("/admin/langue/", {"language": "en", "next": "/admin/"})

    assert staff["auteur"].preference.language == "en"


def test_nothing_is_told_of_what_did_not_happen(staff, delivered, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(submissions.Refused):
        submissions.submit([make.organ()], by=staff["auteur"], note="")

    assert callbacks == []


def test_a_mail_server_that_is_away_stops_nothing(staff, done, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert done(submissions.submit, [make.organ()], by=staff["auteur"], note="Nouvel organe") == {}

    assert done.result.state == "open"
    assert "Mail that could not be sent: À relire" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_mail_that_cannot_even_be_written_stops_nothing(account, delivered, settings, caplog):
    settings.ROOT_URLCONF = "tests.publishing.urls"  # it knows no page of the desk
    author = account("auteur", AUTHORS, email="auteur@registre.example")

    submission = submissions.submit([make.organ()], by=author, note="Nouvel organe")

    assert Submission.objects.get(pk=submission.pk).state == "open"
    assert delivered() == []
    assert "on_commit()" in caplog.text


def test_first_line_of_a_mail_is_its_subject(account):
    message = compose(
        account("autrice", AUTHORS, email="a@registre.example"), "mail/password_reset.txt", {"path": "/x"}
    )

    assert (message.to, "\n" in message.subject) == (["a@registre.example"], False)
    assert message.subject not in message.body
    assert message.body.endswith("\n")
