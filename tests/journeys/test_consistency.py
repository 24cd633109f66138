"""No two pages differ on where a record stands: the shipped content is published, and every page of it read."""

import html
import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from exchange.dossier.loading import Load
from institutions.headlines.clauses import plain
from institutions.headlines.horizons import told_on
from institutions.headlines.wording import full, short, word
from institutions.models import Organ
from publishing.live.connection import live_reading
from publishing.models import path_in
from summits.models import Decision, RoadmapItem
from summits.views.decision import DecisionDetailView

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "en")
COLLECTIONS = {"roadmap_items": RoadmapItem, "decisions": Decision, "organs": Organ}


def words(text: str) -> str:
    """The words of a page, in one kind of space."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def read(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return words(response.text)


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """The shipped content once published, and what each page says of it; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        dossier = Load(settings.BASE_DIR / "data" / "dossier")
        dossier.prepare()
        dossier.write()
        dossier.publish()
        with pytest.MonkeyPatch.context() as patch:
            now, day = collected(Client(), COLLECTIONS), timezone.localdate() + timedelta(days=300)
            patch.setattr(timezone, "localdate", lambda *args: day)
            later = collected(Client(), {"roadmap_items": RoadmapItem})
        transaction.set_rollback(True)
    return {"now": now, "later": later}


def collected(client, collections) -> dict:
    """By language: what each record should say, what its page says, and what lists and data say."""
    found = {}
    for language in LANGUAGES:
        records = {name: records_of(model, language) for name, model in collections.items()}
        found[language] = {
            "told": {r.reference: told(r, language) for rows in records.values() for r in rows},
            "pages": {r.reference: read(client, path_in(r, language)) for rows in records.values() for r in rows},
        }
        if collections is COLLECTIONS:
            found[language] |= lists_in(client, language, records)
    return found


def records_of(model, language) -> list:
    with live_reading():
        rows = model.objects.existing_in(language).with_statuses()
        if model is Decision:
            rows = DecisionDetailView().get_queryset().existing_in(language)
        records = told_on(rows, timezone.localdate())
        if model is Decision:
            for record in records:
                record.headline = DecisionDetailView().headline_on(record, timezone.localdate())
    return records


def told(record, language) -> dict:
    headline = record.headline
    with override(language):
        sentences = {"full": plain(full(headline)), "short": plain(short(headline)), "word": plain(word(headline))}
    return {name: words(html.escape(said)) for name, said in sentences.items()} | {
        "stages": [headline.text.since_when, headline.deed.since_when, headline.count.value, str(headline.horizon)]
    }


def lists_in(client, language, records) -> dict:
    data = json.loads(client.get(f"/{language}/donnees/registre.json").text)["collections"]
    rows = {row["reference"]: row["headline"] for name in COLLECTIONS for row in data[name]}
    items = [record.reference for record in records["roadmap_items"]]
    return {
        "roadmap": read(client, f"/{language}/feuille-de-route/"),
        "decisions": read(client, f"/{language}/decisions/"),
        "data": rows,
        "briefs": {reference: read(client, f"/{language}/fiches/{reference}/bref.txt") for reference in items},
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_in_full_where_its_record_stands(pages, language):
    found = pages["now"][language]

    silent = {ref for ref, said in found["told"].items() if said["full"] and said["full"] not in found["pages"][ref]}

    assert len(found["told"]) > 80
    assert silent == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_briefs_say_the_same_in_short(pages, language):
    found = pages["now"][language]
    items = {ref: said for ref, said in found["told"].items() if "-I-" in ref}
    decisions = {ref: said for ref, said in found["told"].items() if "-D-" in ref}

    assert {ref for ref, said in items.items() if said["short"] not in found["roadmap"]} == set()
    assert {ref for ref, said in items.items() if said["short"] not in found["briefs"][ref]} == set()
    assert {ref for ref, said in decisions.items() if said["word"] not in found["decisions"]} == set()
    assert len(items) > 30
    assert len(decisions) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_say_the_same_stages_dates_counts_and_horizons(pages, language):
    found = pages["now"][language]

    rows = {
        ref: [row["text_since"], row["deed_since"], row["counted_as"], row["horizon"]]
        for ref, row in found["data"].items()
        if ref in found["told"]
    }

    assert rows == {ref: said["stages"] for ref, said in found["told"].items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_three_hundred_days_without_a_look_nothing_is_said_of_them(pages, language):
    now, later = (pages[when][language] for when in ("now", "later"))
    unwatched = {"fr": "non suivi depuis le 4 mars 2026", "en": "not watched since 4 Mar 2026"}[language]
    silence = {
        "fr": r"aucun fait nouveau depuis \d+ jours? au (.{11})",
        "en": r"no new fact for \d+ days? as of (.{10})",
    }
    items = later["pages"]

    assert later["told"] == {ref: now["told"][ref] for ref in items}
    assert {ref for ref, page in items.items() if unwatched not in page} == set()
    days = {day for page in items.values() for day in re.findall(silence[language], page)}
    assert days == {{"fr": "4 mars 2026", "en": "4 Mar 2026"}[language]}
