"""What lists, filters and searches read of the records that are live."""

from io import StringIO

import pytest
from django.contrib.postgres.search import SearchQuery
from django.core.management import call_command
from django.db import connection

from editions.models import CurrentStatus, Edition, SearchEntry
from publishing.live.connection import live_path, live_reading
from publishing.live.derived import delete_derived_rows
from publishing.live.publish import publish
from publishing.live.schemas import search_configuration
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(words, language="fr"):
    """References of the records that a search finds, as readers search."""
    query = SearchQuery(words, config=search_configuration(language))
    with live_reading():
        entries = SearchEntry.objects.filter(language=language, vector=query)
        return set(entries.values_list("reference", flat=True))


# Search


@pytest.mark.parametrize("words", ["sécurité", "securite", "SÉCURITÉS", "l’investissement"])
def test_search_forgives_accents_and_endings(words):
    decision = make.published(
        make.decision(name_fr="La sécurité alimentaire", text_fr="Une banque pour l’investissement")
    )

    assert found(words) == {decision.reference}


def test_search_in_another_language_uses_its_own_endings():
    decision = make.published(make.decision(name_fr="Banques", name_en="Banking studies"))

    assert found("study", "en") == {decision.reference}
    assert found("study") == set()


def test_language_without_stemmer_is_searched_word_by_word():
    assert search_configuration("bm") == "extensions.words"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('extensions.words', 'Màlibaw')::text")
        assert cursor.fetchone() == ("'malibaw':1",)


def test_record_is_searched_by_its_parts():
    meeting = make.meeting(name_fr="Conseil")
    make.agenda_item(meeting, text_fr="Le barrage de Kandadji")
    make.published(meeting)

    assert found("Kandadji") == {meeting.reference}


def test_record_is_not_searched_in_a_language_it_does_not_exist_in():
    decision = make.published(make.decision(name_fr="Banque"))

    assert set(SearchEntry.objects.filter(record_id=decision.pk).values_list("language", flat=True)) == {"fr"}


def test_search_entry_carries_address_facets_and_date():
    organ = make.organ(slug="college")
    meeting = make.published(make.meeting(slug="conseil", organ=organ, held="2025-11-26/2025-12-22"))

    entry = SearchEntry.objects.get(record_id=meeting.pk)

    assert entry.path == "/fr/meeting-detail/conseil/"
    assert (entry.organs, entry.year, str(entry.dated)) == (["college"], 2025, "2025-12-22")


def test_search_entry_follows_its_record():
    decision = make.published(make.decision(name_fr="Banque"))
    decision.name_fr = "Raffinerie"
    decision.save()

    publish([decision])

    assert found("banque") == set()
    assert found("raffinerie") == {decision.reference}


# Current statuses


def test_current_statuses_are_those_of_the_ledger():
    item = make.roadmap_item()
    make.roadmap_step(item, "wanted", occurred="2025-01")
    whole = make.roadmap_step(item, "begun", occurred="2025-06")
    mali = make.roadmap_step(item, "launched", occurred="2025-07", state=make.state("ML"))
    make.published(item)

    rows = CurrentStatus.objects.filter(record_id=item.pk)

    assert {(row.state_id, row.status_id, row.step_id, row.since) for row in rows} == {
        (None, whole.status_id, whole.pk, "2025-06"),
        (mali.state_id, mali.status_id, mali.pk, "2025-07"),
    }


def test_current_status_moves_with_the_next_step():
    decision = make.published(make.decision_step(status_key="expected", occurred="2025-01").decision)
    step = make.decision_step(decision, "adopted", occurred="2025-12-23")

    make.published(decision)

    assert CurrentStatus.objects.get(record_id=decision.pk).step_id == step.pk


# Editions


def test_edition_is_the_record_with_parts_and_links():
    step = make.decision_step(make.decision(name_fr="Banque"), text_fr="Annoncée")
    decision = make.published(step.decision, note="Premier état")

    edition = Edition.objects.get(record_id=decision.pk)

    assert (edition.number, edition.note) == (1, "Premier état")
    assert edition.snapshot["summits_decision"][0]["name_fr"] == "Banque"
    assert edition.snapshot["summits_decisionstep"][0]["text_fr"] == "Annoncée"
    assert edition.snapshot["summits_decisionstep_evidence"] == [
        {"decisionstep_id": str(step.pk), "passage_id": str(step.evidence.get().pk)}
    ]


def test_edition_is_exact_to_the_digit():
    organ = make.published(make.organ(initial_capital="500000000000.10", initial_capital_currency="XOF"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT snapshot::text FROM live.editions_edition WHERE record_id = %s", [organ.pk])
        assert '"initial_capital": 500000000000.10,' in cursor.fetchone()[0]


def test_same_state_has_the_same_fingerprint():
    decision = make.published(make.decision(name_fr="Banque"))
    for name in ("Autre", "Banque"):
        decision.name_fr = name
        decision.save()
        publish([decision])

    first, other, again = Edition.objects.filter(record_id=decision.pk).order_by("number")

    assert first.sha256 == again.sha256 != other.sha256


def test_what_is_no_longer_live_is_found_and_listed_no_more():
    decision = make.decision_step(make.decision(name_fr="Banque"), "adopted").decision
    make.published(decision)

    with live_path():
        delete_derived_rows([("summits.decision", decision.pk)])

    assert found("Banque") == set()
    assert not CurrentStatus.objects.filter(record_id=decision.pk).exists()


def test_what_filters_read_is_written_anew_for_every_live_record():
    decision = make.decision()
    make.decision_step(decision, "adopted", occurred="2025-12-01")
    make.published(decision)
    SearchEntry.objects.update(statuses=["autre"])
    CurrentStatus.objects.all().delete()

    call_command("refresh_derived_rows", stdout=StringIO())

    assert set(SearchEntry.objects.filter(record_id=decision.pk).values_list("statuses__0", flat=True)) == {"adopted"}
    assert CurrentStatus.objects.get(record_id=decision.pk).status_id == decision.steps.get().status_id
