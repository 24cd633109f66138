"""From the desk to the reader over real HTTP: what is edited stays there until it is published, then is everywhere."""

import pytest
from django.contrib.auth.models import User

from editions.models import Change
from publishing.models import Submission
from tests import factories as make
from tests.editor import Editor
from tests.http import request

PASSWORD = "mot de passe de la rédactrice"
OLD, NEW, DRAFT = "Créer la banque confédérale", "Créer la banque d’investissement", "Brouillon d’étape"


@pytest.fixture
def decision():
    """A live decision in both languages with one step."""
    decision = make.decision(name_fr=OLD, name_en="Create the bank", decided="2025-12-23")
    make.decision_step(decision, "expected", text_fr="Attendue.", text_en="Expected.")
    return make.published(decision)


@pytest.fixture
def editor(live_server):
    User.objects.create_superuser("redactrice", password=PASSWORD)
    return Editor(live_server, "redactrice", PASSWORD)


@pytest.fixture
def publish(live_server, editor):
    """The editor submits a record, and somebody else agrees."""
    User.objects.create_superuser("relectrice", password=PASSWORD)
    reviewer = Editor(live_server, "relectrice", PASSWORD)

    def publish(record):
        editor.submit(record)
        reviewer.approve(Submission.objects.latest("pk"))

    return publish


@pytest.fixture
def read(live_server, decision):
    """What readers get at every address that speaks of the decision: status, validators and bytes."""
    addresses = [
        "/fr/",
        "/fr/decisions/",
        f"/fr/decisions/{decision.reference}/",
        f"/en/decisions/{decision.reference}/",
        "/fr/changements/",
        "/fr/recherche/?q=banque",
        "/fr/recherche/?q=brouillon",
        "/sitemap.xml",
        "/sitemap-decisions.xml",
        "/fr/flux/flux.opml",
        *(f"/fr/flux/{name}.{format}" for name in FEEDS for format in ("rss", "atom", "json")),
        *(f"/fr/flux/decisions/{decision.reference}.{format}" for format in ("rss", "atom", "json")),
    ]

    def read():
        answers = {address: request(live_server, address) for address in addresses}
        return {
            address: (answer.status, answer.headers["ETag"], answer.headers["Last-Modified"], answer.body)
            for address, answer in answers.items()
        }

    return read


FEEDS = ("registre", "decisions", "corrections")


def text(answers, address):
    return answers[address][3].decode()


def test_editing_changes_no_byte_for_readers(editor, decision, read):
    before = read()
    editor.save(decision, name_fr=NEW, text_fr="Un texte provisoire.")
    make.decision_step(decision, "adopted", text_fr=DRAFT)
    make.decision(name_fr=DRAFT)
    decision.refresh_from_db()
    assert decision.name_fr == NEW
    assert read() == before


def test_publishing_changes_page_list_feeds_search_and_sitemap_at_once(editor, publish, decision, read):
    before = read()
    editor.save(decision, name_fr=NEW)
    make.decision_step(decision, "adopted", text_fr="Adoptée à Bamako.", text_en="Adopted in Bamako.")
    publish(decision)
    after = read()
    page = f"/fr/decisions/{decision.reference}/"
    for address in (page, "/fr/decisions/", "/fr/recherche/?q=banque"):
        assert OLD not in text(after, address)
    assert NEW in text(after, page)
    assert NEW in text(after, "/fr/decisions/")
    for name in ("registre", "decisions", f"decisions/{decision.reference}"):
        for format in ("rss", "atom", "json"):
            address = f"/fr/flux/{name}.{format}"
            assert "Adoptée à Bamako." in text(after, address)
            assert not set(after[address][1:3]) & set(before[address][1:3])
    assert after["/sitemap-decisions.xml"] != before["/sitemap-decisions.xml"]
    assert after["/fr/flux/corrections.rss"] == before["/fr/flux/corrections.rss"]


def test_withdrawing_leaves_a_notice_and_an_entry_that_says_so(editor, decision, read):
    editor.withdraw(decision, "Publiée par erreur.")
    after = read()
    for language in ("fr", "en"):
        status, _etag, _date, body = after[f"/{language}/decisions/{decision.reference}/"]
        assert status == 410
        assert "Publiée par erreur." in body.decode()
    assert {address for address, answer in after.items() if OLD in answer[3].decode()} == set()
    assert Change.objects.filter(action=Change.Action.WITHDRAWN, record_id=decision.pk).count() == 1
    for name in ("registre", "decisions", f"decisions/{decision.reference}"):
        assert after[f"/fr/flux/{name}.rss"][0] == 200
        assert "Publiée par erreur." in text(after, f"/fr/flux/{name}.rss")
    assert decision.reference not in text(after, "/sitemap-decisions.xml")


def test_what_was_withdrawn_may_be_published_again(editor, publish, decision, read):
    before = read()
    editor.withdraw(decision, "Publiée par erreur.")
    publish(decision)
    page = f"/fr/decisions/{decision.reference}/"
    assert read()[page][0] == 200
    assert OLD in text(read(), page)
    assert read()["/fr/flux/registre.rss"] != before["/fr/flux/registre.rss"]
