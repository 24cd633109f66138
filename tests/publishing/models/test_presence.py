"""Since when somebody has a form open, in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models.presence import Presence


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "awa vient d’ouvrir cette fiche."),
        (1, "awa a ouvert cette fiche il y a 1 minute."),
        (9, "awa a ouvert cette fiche il y a 9 minutes."),
    ],
)
def test_who_has_a_form_open_is_named_with_since_when(minutes, words):
    opened = timezone.now() - timedelta(minutes=minutes, seconds=5)

    assert str(Presence(name="awa", opened_at=opened)) == words
