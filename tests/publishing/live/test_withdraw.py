"""Withdrawing: a notice stays, and nothing of the text."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from editions.models import Address, Change, ChangeText, ContentVersion, CurrentStatus, Edition, SearchEntry
from institutions.models import Place
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, publish, withdraw
from publishing.models import Publication
from publishing.review.submissions import withdraw_at_once
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from summits.models import Decision, DecisionStep
from tests import factories as make

pytestmark = pytest.mark.django_db

MARKER = "xyzzymarker"


def marked_decision():
    """A live decision whose every text bears the marker, published three times with a signalled edit."""
    step = make.decision_step(
        make.decision(name_fr=f"{MARKER} nom", text_fr=f"{MARKER} texte", name_en=f"{MARKER} name"),
        text_fr=f"{MARKER} étape",
        text_en=f"{MARKER} step",
    )
    decision = make.published(step.decision)
    make.published(make.decision_step(decision, "adopted", text_fr=f"{MARKER} suite").decision)
    decision.modality_fr = f"{MARKER} doit"
    decision.save()
    publish([decision], note=f"{MARKER} note", signal={"fr": f"{MARKER} signal", "en": f"{MARKER} sign"})
    return decision


def rows_with_marker():
    """Every table of schema live that has the marker in any column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'live'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM live.{table} t WHERE t::text LIKE %s", [f"%{MARKER}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_nothing_of_the_text_remains():
    decision = marked_decision()
    assert len(rows_with_marker()) >= 5

    withdraw([decision], reason="Publiée par erreur")

    assert rows_with_marker() == []


def test_withdrawn_record_leaves_its_notice():
    decision = marked_decision()

    withdraw([decision], reason="Publiée par erreur")

    address = Address.objects.find("summits.decision", decision.reference)
    assert (address.reasons, address.reference) == ({"": "Publiée par erreur"}, decision.reference)
    assert address.withdrawn_at is not None
    with live_reading():
        assert not Decision.objects.exists()
        assert not DecisionStep.objects.exists()
        assert not SearchEntry.objects.filter(record_id=decision.pk).exists()
        assert not CurrentStatus.objects.filter(record_id=decision.pk).exists()


def test_editions_keep_number_and_fingerprint_without_their_text():
    decision = marked_decision()
    fingerprints = set(Edition.objects.filter(record_id=decision.pk).values_list("number", "sha256"))

    withdraw([decision], reason="Erreur")

    editions = Edition.objects.filter(record_id=decision.pk)
    assert set(editions.values_list("number", "sha256")) == fingerprints
    assert set(editions.values_list("snapshot", "note")) == {(None, "Erreur")}


def test_log_says_it_in_every_language_the_record_had():
    decision = marked_decision()

    withdraw([decision], reason="Erreur")

    change = Change.objects.get(action=Change.Action.WITHDRAWN)
    texts = {text.language: text for text in change.texts.all()}
    assert set(texts) == {"fr", "en"}
    assert texts["fr"].title == f"Retrait du registre — décision {decision.reference}"
    assert texts["fr"].text == "Erreur"
    assert texts["fr"].path == f"/fr/decision-detail/{decision.reference}/"


def test_earlier_entries_say_the_notice_and_move():
    decision = marked_decision()
    before = {text.entry_id: text for text in ChangeText.objects.all()}

    withdraw([decision], reason="Erreur")

    for text in ChangeText.objects.filter(entry_id__in=before):
        if text.change.record_id == decision.pk:
            assert text.text == "Erreur"
            assert text.updated_at > before[text.entry_id].updated_at
            assert text.first_at == before[text.entry_id].first_at
        else:
            assert text.updated_at == before[text.entry_id].updated_at


def test_withdrawal_is_refused_while_live_records_refer_to_it():
    organ = make.organ(name_fr="Collège")
    meeting = make.published(make.meeting(name_fr="Conseil", organ=organ))

    with pytest.raises(Refused) as refusal:
        withdraw([organ], reason="Erreur")

    assert refusal.value.errors == [
        "Réunion « Conseil » est en ligne et renvoie à Organe « Collège », qui n’y serait plus."
    ]
    assert publication_statuses(type(organ)) == {organ.pk: PublicationStatus.LIVE}
    withdraw([organ, meeting], reason="Erreur")


def test_what_only_drafts_refer_to_may_be_withdrawn():
    organ = make.published(make.organ())
    make.meeting(organ=organ)

    withdraw([organ], reason="Erreur")

    assert publication_statuses(type(organ)) == {organ.pk: PublicationStatus.WITHDRAWN}


def test_withdrawing_a_draft_does_nothing():
    version = ContentVersion.objects.current().number

    withdraw([make.meeting()], reason="Erreur")

    assert ContentVersion.objects.current().number == version
    assert not Change.objects.exists()


def test_vocabulary_is_withdrawn_without_notice():
    place = make.published(make.place())

    withdraw([place], reason="Erreur")

    assert not Address.objects.exists()
    assert publication_statuses(Place) == {place.pk: PublicationStatus.DRAFT}


def test_account_of_the_withdrawal_is_kept_on_the_desk():
    decision = make.published(make.decision())

    withdraw_at_once([decision], reason="Erreur", by=User.objects.create_user("writer"))

    account = Publication.objects.get(action=Publication.Action.WITHDRAWN)
    assert (account.by, account.note, account.records) == ("writer", "Erreur", 1)


def test_republished_record_is_new_again_and_its_notice_goes():
    decision = marked_decision()
    withdraw([decision], reason="Erreur")

    publish([decision])

    address = Address.objects.find("summits.decision", decision.reference)
    assert (address.withdrawn_at, address.reasons) == (None, {})
    assert Edition.objects.filter(record_id=decision.pk, snapshot__isnull=False).count() == 1
    latest = Change.objects.filter(record_id=decision.pk).first()
    assert latest.action == Change.Action.PUBLISHED
    assert publication_statuses(Decision) == {decision.pk: PublicationStatus.LIVE}


def test_what_was_withdrawn_stays_so_in_entries_before_a_republication():
    decision = marked_decision()
    withdraw([decision], reason="Erreur")
    publish([decision])
    decision.text_en = "Newly translated"
    decision.save()

    publish([decision])

    first = Change.objects.filter(record_id=decision.pk).order_by("at").first()
    assert {text.text for text in first.texts.all()} == {"Erreur"}
