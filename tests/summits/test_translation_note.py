"""The page of a record whose translation is behind its French says so, in that language only."""

import pytest

from publishing.live.publish import publish
from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "count"), [("en", 1), ("fr", 0)])
def test_page_says_how_far_it_is_behind(client, language, count):
    decision = make.published(make.decision(name_fr="Un", name_en="One"))
    decision.name_fr = "Deux"
    decision.save()
    publish([decision])

    page = client.get(path_in(decision, language)).text

    assert page.count("This translation is 1 change behind the French.") == count
    assert page.count("est en retard de") == 0


def test_page_of_a_translation_in_time_says_nothing(client):
    decision = make.published(make.decision(name_fr="Un", name_en="One"))

    assert "behind the French" not in client.get(path_in(decision, "en")).text
