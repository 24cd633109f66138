"""Several publishers and readers at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest
from django.db import connection, transaction

from editions.models import Change, ContentVersion, Edition
from institutions.models import Organ
from publishing.live import locks
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, publish, withdraw
from summits.models import Decision
from tests import factories as make
from tests.forms import form_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

ROUNDS = 40


def in_threads(*functions):
    """Run the functions at the same time, each with its own connection; raises what any of them raises."""

    def run(function):
        try:
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(functions)) as pool:
        return [future.result() for future in [pool.submit(run, function) for function in functions]]


def test_no_page_mixes_two_editions():
    decision = make.published(make.decision_step(make.decision(name_fr="0"), text_fr="0").decision)
    is_over = Event()

    def publish_often():
        try:
            for number in range(1, ROUNDS):
                with transaction.atomic():
                    Decision.objects.filter(pk=decision.pk).update(name_fr=str(number))
                    decision.steps.update(text_fr=str(number))
                publish([decision])
        finally:
            is_over.set()

    def read_often():
        seen = []
        while not is_over.is_set():
            with live_reading():
                version = ContentVersion.objects.current().number
                record = Decision.objects.get()
                seen.append((version, record.name_fr, record.steps.get().text_fr))
        return seen

    _nothing, *readers = in_threads(publish_often, read_often, read_often)

    pages = [page for seen in readers for page in seen]
    assert len(pages) > 10
    assert [page for page in pages if page[1] != page[2] or page[0] != int(page[1]) + 1] == []
    assert all(seen == sorted(seen) for seen in readers)


def test_publishing_and_withdrawing_never_leave_a_link_without_its_record():
    organ, decision = make.organ(), make.decision()
    Decision.objects.filter(pk=decision.pk).update(organ=organ)

    def publish_and_withdraw(*records):
        for _ in range(ROUNDS // 2):
            with suppress(Refused):
                publish(records)
            with suppress(Refused):
                withdraw(records, reason="Essai")

    in_threads(
        lambda: publish_and_withdraw(organ),
        lambda: publish_and_withdraw(decision),
        lambda: publish_and_withdraw(organ, decision),
    )

    with live_reading():
        live_organs = set(Organ.objects.values_list("pk", flat=True))
        assert set(Decision.objects.values_list("organ_id", flat=True)) <= live_organs
    versions = list(Change.objects.order_by("at").values_list("version", flat=True))
    assert versions == sorted(versions)
    numbers = list(Edition.objects.filter(record_id=organ.pk).order_by("pk").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_who_waits_in_vain_is_told_instead_of_hanging(monkeypatch, settings, client, django_user_model):
    settings.ROOT_URLCONF = "aes_site.urls"
    monkeypatch.setattr(locks, "PATIENCE", "100ms")
    organ, is_held, is_over = make.organ(name_fr="Collège"), Event(), Event()
    client.force_login(django_user_model.objects.create_superuser("editrice"))
    address = f"/admin/institutions/organ/{organ.pk}/change/"
    sent = form_of(client.get(address)) | {"name_fr": "Notre nom"}

    def hold():
        with transaction.atomic():
            ContentVersion.objects.lock()
            Organ.objects.select_for_update().get()
            is_held.set()
            is_over.wait(timeout=60)

    def ask():
        is_held.wait(timeout=60)
        try:
            with pytest.raises(Refused, match="Une autre publication est en cours"):
                publish([organ])
            return client.post(address, sent).content.decode()
        finally:
            is_over.set()

    _nothing, page = in_threads(hold, ask)

    assert "Quelqu’un d’autre est en train d’écrire la même chose" in page
    assert 'value="Notre nom"' in page
    assert Organ.objects.get().name_fr == "Collège"
