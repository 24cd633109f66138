import io
import logging
import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from aes_site.server import Server
from editions.models import ContentVersion
from institutions.models import Organ
from publishing.live.connection import live_reading
from publishing.live.publish import publish
from publishing.models import Submission
from publishing.review import scheduler
from publishing.review.scheduler import PATIENCE, Timer, publish_due, seconds_until_next
from publishing.review.submissions import approve, execute, reschedule, submit
from tests import factories as make

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + timedelta(days=1)


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create(username="writer")


@pytest.fixture
def reviewer(django_user_model):
    return django_user_model.objects.create(username="reviewer")


@pytest.fixture
def scheduled(writer, reviewer):
    def schedule(record, due_at=TOMORROW, **options):
        submission = submit([record], by=writer, note="Pour demain", **options)
        return approve(submission, by=reviewer, due_at=due_at, zone="Africa/Bamako")

    return schedule


def live_names():
    with live_reading():
        return set(Organ.objects.values_list("name_fr", flat=True))


def test_nothing_happens_before_its_hour(scheduled):
    scheduled(make.organ())

    assert list(publish_due()) == []
    assert live_names() == set()


def test_first_publication_a_change_and_a_withdrawal_happen_at_their_hour(scheduled):
    new, changed, gone = (make.organ(name_fr=name) for name in ("Nouveau", "Avant", "Retiré"))
    publish([changed, gone])
    changed.name_fr = "Après"
    changed.save()
    scheduled(new)
    scheduled(changed)
    scheduled(gone, action="withdraw", reason={"fr": "Doublon"})

    done = list(publish_due(TOMORROW))

    assert [submission.state for submission in done] == ["published"] * 3
    assert live_names() == {"Nouveau", "Après"}
    assert ContentVersion.objects.current().next_due_at is None


def test_what_appears_is_what_was_frozen(scheduled):
    organ = make.organ(name_fr="Approuvé")
    scheduled(organ)
    organ.name_fr = "Modifié depuis"
    organ.save()

    list(publish_due(TOMORROW))

    assert live_names() == {"Approuvé"}


def test_earliest_is_first_and_the_next_hour_is_known(scheduled):
    late = scheduled(make.organ(), TOMORROW + timedelta(hours=1))
    early = scheduled(make.organ(), TOMORROW)
    last = scheduled(make.organ(), TOMORROW + timedelta(days=9))
    assert ContentVersion.objects.current().next_due_at == TOMORROW

    done = list(publish_due(TOMORROW + timedelta(days=1)))

    assert done == [early, late]
    assert done[0].version < done[1].version
    assert ContentVersion.objects.current().next_due_at == last.due_at


def test_failure_is_told_and_holds_up_nothing(scheduled, caplog):
    organ, other = make.organ(name_fr="Disparu"), make.organ(name_fr="Suivant")
    failing, following = scheduled(organ), scheduled(other, TOMORROW + timedelta(minutes=1))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM institutions_organ WHERE id = %s", [organ.pk])

    with caplog.at_level(logging.ERROR):
        done = list(publish_due(TOMORROW + timedelta(hours=1)))

    failing.refresh_from_db()
    assert (failing.state, failing.failure) == ("failed", "Une fiche soumise n’existe plus.")
    assert done == [failing, following]
    assert live_names() == {"Suivant"}
    assert "n’existe plus" in caplog.text


def test_error_of_the_site_is_a_failure_too(scheduled, monkeypatch, caplog):
    submission = scheduled(make.organ())
    monkeypatch.setattr(scheduler, "carry_out", lambda submission: 1 / 0)

    list(publish_due(TOMORROW))

    submission.refresh_from_db()
    assert submission.state == "failed"
    assert "journal" in submission.failure
    assert "ZeroDivisionError" in caplog.text


def test_failed_submission_gets_another_hour_or_is_carried_out_by_hand(scheduled, monkeypatch, reviewer):
    first, second = scheduled(make.organ(name_fr="Un")), scheduled(make.organ(name_fr="Deux"))
    with monkeypatch.context() as patch:
        patch.setattr(scheduler, "carry_out", lambda submission: 1 / 0)
        list(publish_due(TOMORROW))

    reschedule(first, due_at=TOMORROW, zone="Africa/Bamako")
    list(publish_due(TOMORROW))
    execute(second, by=reviewer)

    assert live_names() == {"Un", "Deux"}


# The command


def test_command_says_what_it_did(scheduled):
    out = io.StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue() == "Nothing is due.\n"

    submission = scheduled(make.organ())
    overdue(submission)
    call_command("publish_due", stdout=out)

    assert "Pour demain" in out.getvalue()
    assert "version 1" in out.getvalue()


def test_command_fails_when_a_submission_does(scheduled):
    organ = make.organ()
    overdue(scheduled(organ))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM institutions_organ WHERE id = %s", [organ.pk])
    err = io.StringIO()

    with pytest.raises(CommandError, match="1 of 1"):
        call_command("publish_due", stderr=err)

    assert "n’existe plus" in err.getvalue()


def overdue(submission):
    Submission.objects.filter(pk=submission.pk).update(due_at=timezone.now() - timedelta(minutes=1))


# The timer


def test_timer_looks_again_when_something_is_due(scheduled):
    now = timezone.now()
    assert seconds_until_next(now) == PATIENCE

    scheduled(make.organ(), now + timedelta(seconds=30))

    assert seconds_until_next(now) == PATIENCE
    assert seconds_until_next(now + timedelta(seconds=25)) == 5
    assert seconds_until_next(now + timedelta(seconds=90)) == 1


def test_timer_survives_a_database_that_is_away(monkeypatch, caplog):
    monkeypatch.setattr(scheduler, "publish_due", lambda: 1 / 0)

    assert Timer().look() == PATIENCE
    assert "trying again" in caplog.text


@pytest.mark.parametrize(("has_desk", "started"), [(True, 1), (False, 0)])
def test_process_that_serves_the_desk_has_a_timer(has_desk, started, monkeypatch, settings):
    settings.HAS_DESK = has_desk
    timers = []
    monkeypatch.setattr(scheduler, "start_timer", lambda: timers.append(1))

    Server(8000, 1).cfg.post_worker_init(None)

    assert len(timers) == started


# Several processes


@pytest.mark.django_db(transaction=True)
def test_missed_hour_is_made_good_when_the_timer_starts(scheduled):
    overdue(scheduled(make.organ(name_fr="Manqué")))
    timer = Timer()
    timer.start()

    for _attempt in range(100):
        if live_names():
            break
        threading.Event().wait(0.1)
    timer.stop()
    timer.join(10)

    assert live_names() == {"Manqué"}


@pytest.mark.django_db(transaction=True)
def test_who_does_not_have_the_turn_lets_the_other_go_on(scheduled):
    overdue(scheduled(make.organ()))
    others = []

    def another():
        others.extend(publish_due())
        connection.close()

    with transaction.atomic():
        ContentVersion.objects.lock()
        thread = threading.Thread(target=another)
        thread.start()
        thread.join(10)

    assert others == []
    assert len(list(publish_due())) == 1


@pytest.mark.django_db(transaction=True)
def test_each_is_carried_out_once_by_several_in_the_order_of_their_hours(scheduled):
    now = timezone.now()
    submissions = [scheduled(make.organ()) for _number in range(6)]
    for minutes, submission in enumerate(submissions):
        Submission.objects.filter(pk=submission.pk).update(due_at=now - timedelta(minutes=10 - minutes))

    def work():
        list(publish_due())
        connection.close()

    threads = [threading.Thread(target=work) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    list(publish_due())

    assert [s.version for s in Submission.objects.order_by("due_at")] == [1, 2, 3, 4, 5, 6]
