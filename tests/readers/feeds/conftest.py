"""Asking for feeds over real HTTP, and something that they tell."""

from datetime import UTC, datetime

import pytest

from archive.models import KeptFile
from readers.feeds import channels
from readers.feeds.entries import Category, Entry, Feed, Related
from tests import factories as make
from tests.http import request


@pytest.fixture
def ask(live_server):
    """Ask for a path of the feeds; gives the answer."""

    def ask(path, language="fr", method="GET", **headers):
        return request(live_server, f"/{language}/flux/{path}", method, **headers)

    return ask


@pytest.fixture
def decision():
    """A decision in both languages with one step, published."""
    decision = make.decision(name_fr="Créer la banque", name_en="Create the bank", pillar=make.pillar("development"))
    make.decision_step(decision, "adopted", text_fr="Adoptée à Bamako.", text_en="Adopted in Bamako.")
    return make.published(decision)


@pytest.fixture
def feed():
    """A page of the feed of everything, made by hand: one entry that corrects another, with two files."""
    first, last = datetime(2026, 3, 4, 10, tzinfo=UTC), datetime(2026, 3, 5, 10, tzinfo=UTC)
    files = tuple(KeptFile("a" * 64, f"charte-{code}.pdf", "application/pdf", 12, 1, code) for code in ("fr", "en"))
    entry = Entry(
        id="tag:x,2026:1",
        title="Banque \x0b& Cie",
        text="Créée.",
        url="https://registre.example/fr/x/",
        published=first,
        updated=last,
        categories=(Category("pilier", "development", "Développement"),),
        corrects=Related("tag:x,2026:0", "Avant", "https://registre.example/fr/y/"),
        files=files,
    )
    return Feed(channels.site(), "fr", (entry,), last, previous=4)
