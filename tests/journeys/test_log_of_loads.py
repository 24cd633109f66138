"""What the change log says of a dossier that was loaded."""

import pytest

from editions.models import Change
from publishing.live.publish import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_load_makes_one_entry_in_the_feed_of_the_site():
    decisions = [make.decision(), make.decision()]
    meeting = make.published(make.meeting())

    publish([*decisions, make.organ()], load_title={"fr": "Premier dossier", "en": "First dossier"})

    loaded = Change.objects.get(action=Change.Action.LOADED)
    assert list(Change.objects.of_site()) == [loaded, Change.objects.get(record_id=meeting.pk)]
    assert (loaded.record_type, loaded.record_id) == ("", None)
    french = loaded.texts.get(language="fr")
    assert (french.title, french.path) == ("Premier dossier", "/fr/changements/")
    assert french.text == "Organes : 1\nDécisions : 2"
    assert loaded.texts.get(language="en").path == "/en/changements/"


def test_records_of_a_load_have_their_own_entries_in_their_own_feeds():
    decision = make.decision()

    publish([decision], load_title={"fr": "Dossier"})

    entry = Change.objects.get(record_id=decision.pk)
    assert (entry.action, entry.is_signalled) == (Change.Action.PUBLISHED, False)
    assert list(Change.objects.filter(record_type="summits.decision")) == [entry]


def test_load_counts_what_it_only_changed():
    decision = make.published(make.decision())
    decision.text_fr = "Précisé"
    decision.save()

    publish([decision], load_title={"fr": "Dossier"})

    assert Change.objects.get(action=Change.Action.LOADED).texts.get().text == "Fiches mises à jour : 1"


def test_load_that_brings_nothing_new_makes_no_entry():
    decision = make.published(make.decision())

    publish([decision], load_title={"fr": "Dossier"})

    assert not Change.objects.filter(action=Change.Action.LOADED).exists()
