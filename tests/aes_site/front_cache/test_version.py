"""Nothing published stays unseen: by this process, by another, by a rollback, by another host."""

import os
import subprocess
import sys
from threading import Thread
from time import monotonic

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from aes_site.front_cache import responses, version
from editions.mark import Mark
from publishing.live.publish import publish, withdraw
from publishing.models import path_in
from tests import factories as make
from tests.aes_site.front_cache.conftest import Front

pytestmark = pytest.mark.django_db(transaction=True)  # publications must end for other connections to see them

PUBLISH_ELSEWHERE = """
import django, sys
django.setup()
from django.conf import settings
from django.db import connection
from pathlib import Path
connection.settings_dict["NAME"], settings.PUBLICATION_MARK = sys.argv[1], Path(sys.argv[2])
from publishing.live.publish import publish
from summits.models import Decision
Decision.objects.update(name_fr="Publié ailleurs", name="Publié ailleurs")
publish(Decision.objects.all())
"""


@pytest.fixture
def decision(transactional_db):
    return make.published(make.decision(name_fr="Avant"))


def rename(decision, name):
    decision.name_fr = name
    decision.save()


def test_a_publication_is_seen_by_the_next_reader(decision, front):
    path = path_in(decision, "fr")
    assert "Avant" in front.ask(path).text
    for number in range(3):
        rename(decision, f"Après {number}")
        publish([decision])
        assert f"Après {number}" in front.ask(path).text
        assert f"Après {number}" in front.ask("/fr/decisions/").text


def test_a_withdrawal_is_seen_by_the_next_reader(decision, front):
    path = path_in(decision, "fr")
    front.ask(path)
    withdraw([decision], reason="Erreur")

    assert front.ask(path).status == 410


def test_a_publication_by_another_process_is_seen_by_the_next_reader(decision, front, mark):
    path = path_in(decision, "fr")
    assert "Avant" in front.ask(path).text
    command = [sys.executable, "-c", PUBLISH_ELSEWHERE, connection.settings_dict["NAME"], str(mark.path)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run(command, check=True, env=environment, cwd=django_settings.BASE_DIR)
    version_seen = front.cache.version
    version_seen.known = (*version_seen.known[:2], monotonic())  # as if asked this instant

    assert "Publié ailleurs" in front.ask(path).text


def test_a_publication_by_another_host_is_seen_after_a_second_at_most(decision, front, settings, tmp_path, monkeypatch):
    path = path_in(decision, "fr")
    front.ask(path)
    settings.PUBLICATION_MARK = tmp_path / "mark of another host"
    rename(decision, "Après")
    publish([decision])
    later = monotonic() + version.TRUSTED_SECONDS
    monkeypatch.setattr(version, "monotonic", lambda: later)

    assert "Après" in front.ask(path).text


def test_without_a_mark_the_database_is_asked_each_time(decision, mark):
    mark.path.unlink()
    front, path = Front(mark=mark), path_in(decision, "fr")
    for name in ("Avant", "Après"):
        Mark(mark.path).path.unlink(missing_ok=True)
        rename(decision, name)
        with transaction.atomic():
            publish([decision])
        mark.path.unlink(missing_ok=True)
        assert name in front.ask(path).text


def test_a_kept_page_costs_no_statement(decision, front):
    path = path_in(decision, "fr")
    front.ask(path)
    with CaptureQueriesContext(connection) as captured:
        front.ask(path)
    assert len(captured) == 0


def test_while_somebody_publishes_the_database_is_asked_and_what_is_committed_shown(decision, front):
    """Committed or not, a publication leaves no trust in what was read during it."""
    path = path_in(decision, "fr")
    front.ask(path)
    with transaction.atomic():
        rename(decision, "Après")
        publish([decision])
        seen = []
        reader = Thread(target=lambda: (seen.append(front.ask(path).text), connection.close()))
        reader.start()
        reader.join()
        assert "Avant" in seen[0]
        assert front.cache.version.known[1] != front.cache.version.mark.read()
    assert "Après" in front.ask(path).text


def test_a_publication_undone_costs_one_question_and_shows_nothing_of_it(decision, front):
    path = path_in(decision, "fr")
    front.ask(path)
    with transaction.atomic():
        rename(decision, "Après")
        publish([decision])
        transaction.set_rollback(True)

    assert "Avant" in front.ask(path).text
    with CaptureQueriesContext(connection) as captured:
        front.ask(path)
    assert len(captured) == 0
    assert len(front.rendered) == 1


def test_what_a_page_says_of_today_ends_at_midnight(decision, front, monkeypatch):
    front.ask("/fr/")
    tomorrow = responses.today() + 1
    monkeypatch.setattr("aes_site.front_cache.wsgi.today", lambda: tomorrow)
    front.ask("/fr/")

    assert front.rendered == ["/fr/", "/fr/"]


def test_a_page_that_says_the_same_in_a_new_version_keeps_its_tag(decision, front):
    before = front.ask("/fr/etats/").headers
    rename(decision, "Après")
    publish([decision])
    after = front.ask("/fr/etats/").headers

    assert after["etag"] == before["etag"]
    assert int(after["x-content-version"]) == int(before["x-content-version"]) + 1


def test_a_mark_that_cannot_be_written_stops_no_publication(decision, settings, caplog):
    settings.PUBLICATION_MARK = django_settings.BASE_DIR / "manage.py" / "mark"
    rename(decision, "Après")
    publish([decision])

    assert "cannot be written" in caplog.text


# While the database is away


@pytest.fixture
def away(monkeypatch):
    """Call it: from then on the server ends every connection that asks for the version."""

    def leave():
        monkeypatch.setattr(version, "TRUSTED_SECONDS", 0)
        monkeypatch.setattr(version, "NUMBER", "SELECT pg_terminate_backend(pg_backend_pid())")

    yield leave
    connection.close()


def test_without_a_database_kept_pages_are_shown_and_any_other_says_so(decision, front, away):
    path = path_in(decision, "fr")
    before = front.ask(path)

    away()

    assert front.ask(path).body == before.body
    assert front.rendered == [path]
    assert front.ask("/fr/").status == 503


def test_a_publication_since_the_database_left_ends_what_is_shown(decision, front, away, mark):
    path = path_in(decision, "fr")
    front.ask(path)

    away()
    mark.change()

    assert front.ask(path).status == 503


def test_a_database_that_stays_away_ends_what_is_shown(decision, front, away, monkeypatch):
    path = path_in(decision, "fr")
    front.ask(path)

    away()
    monkeypatch.setattr(version, "AWAY_SECONDS", 0)

    assert front.ask(path).status == 503


def test_once_the_database_is_back_pages_are_as_they_are_now(decision, front, away, monkeypatch):
    path = path_in(decision, "fr")
    front.ask(path)
    number = version.NUMBER
    away()
    assert "Avant" in front.ask(path).text

    monkeypatch.setattr(version, "NUMBER", number)
    connection.close()
    rename(decision, "Après")
    publish([decision])

    assert "Après" in front.ask(path).text
