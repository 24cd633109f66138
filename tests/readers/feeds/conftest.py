"""Asking for feeds over real HTTP, and something that they tell."""

import pytest

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
