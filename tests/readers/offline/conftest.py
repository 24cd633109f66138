"""A register of which a pack is made."""

import pytest

from tests import factories as make
from tests import scenes

DRAFT = "Brouillon que personne ne doit lire"


@pytest.fixture
def decision():
    """A live decision of a live meeting, with what scenes hang on it, and a draft of which nothing may be seen."""
    scenes.meeting(2)
    decision = make.decision(name_fr="Créer la banque", name_en="Create the bank")
    scenes.publish_everything()
    make.decision(name_fr=DRAFT, name_en=DRAFT)
    return decision
