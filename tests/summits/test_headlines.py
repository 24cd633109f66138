"""What pages say of where a record stands: both axes, the same on each, and nothing of unwatched days."""

import html
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db
ROADMAP = "/fr/feuille-de-route/"


def page(client, path) -> str:
    """The words of a page, in ordinary spaces."""
    response = client.get(path)
    assert response.status_code == 200, path
    words = html.unescape(re.sub(r"<[^>]+>", " ", response.text))
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ").replace("\u202f", " "))


@pytest.fixture
def protocol(db):
    """An item whose text was adopted by a decision, which a state's government sent to its parliament."""
    make.status("adopted", name_fr="adopté")
    decision = make.decision(name_fr="Adopter le protocole", decided="2025-12-23")
    make.decision_step(decision, "adopted", occurred="2025-12-23", text_fr="Protocole adopté par le Collège")
    document = make.document(name_fr="Protocole", dated="2025-12-23", text_state="adopted")
    make.ratification(document, state=make.state("ML", name_fr="Mali"), act="bill", dated="2026-02-13")
    decision.documents.set([document])
    item = make.roadmap_item(name_fr="Sessions des Parlements", pillar=make.pillar("institutionnel"))
    make.decision_link(item, decision=decision, extent="whole")
    make.published(item, decision, document, make.check())
    return item


SAID = "Texte : Protocole adopté par le Collège (23 déc. 2025)"
NOT_DONE = "Mise en œuvre : aucune étape connue au 4 mars 2026."


def test_a_page_tells_the_text_and_that_nothing_is_known_to_be_done(client, protocol):
    text = page(client, path_in(protocol, "fr"))

    assert f"{SAID} ; projet de loi de ratification : Mali (13 févr. 2026). {NOT_DONE}" in text
    assert "État des connaissances : 4 mars 2026" in text


def test_an_adopted_text_is_counted_as_decided_never_as_done(client, protocol):
    for path in (ROADMAP, "/fr/"):
        text = page(client, path)
        assert "1 décidé" in text
        assert "1 fait" not in text


def test_a_decision_tells_of_the_items_that_carry_it(client, protocol):
    decision = protocol.decisions.get()

    text = page(client, path_in(decision, "fr"))

    assert "Mise en œuvre : voir Sessions des Parlements (aucune étape connue au 4 mars 2026)." in text


def test_a_link_to_the_same_subject_counts_for_nothing(client, protocol):
    protocol.decision_links.update(extent="related")
    make.published(protocol)

    text = page(client, path_in(protocol, "fr"))

    assert "Protocole adopté" not in text
    assert NOT_DONE in text


def test_an_organ_gives_the_answer_of_the_item_that_creates_it(client, protocol):
    organ = make.organ(name_fr="Sessions confédérales")
    make.organ_step(organ, "in_preparation", occurred="2025-12-23", text_fr="Protocole à suivre")
    protocol.subject = organ
    protocol.save()
    make.published(protocol, organ)

    text = page(client, path_in(organ, "fr"))

    assert SAID in text
    assert "Activité : aucune étape connue au 4 mars 2026." in text


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("texte=decided", True),
        ("texte=announced", False),
        ("compte=decided", True),
        ("compte=effect", False),
        ("oeuvre=launched", False),
        ("statut=adopted", True),
        ("statut=launched", False),
        ("texte=decided&compte=decided&statut=adopted", True),
    ],
)
def test_the_roadmap_is_narrowed_by_both_axes_and_by_count(client, protocol, query, is_shown):
    assert ("Sessions des Parlements" in page(client, f"{ROADMAP}?{query}")) is is_shown


def test_nothing_is_said_of_days_that_nobody_watched(client, protocol, monkeypatch):
    later = date(2026, 12, 29)
    monkeypatch.setattr(timezone, "localdate", lambda *args: later)

    text = page(client, path_in(protocol, "fr"))

    assert NOT_DONE in text
    assert "non suivi depuis le 4 mars 2026" in text
    assert f"{(later - date(2026, 2, 13)).days} jours" not in text
    assert "aucun fait nouveau depuis 19 jours au 4 mars 2026" in text


def test_a_look_yesterday_counts_the_silent_days_until_then(client, protocol):
    yesterday = timezone.localdate() - timedelta(days=1)
    make.published(make.check(looked_on=yesterday, covers_until=yesterday))

    days = (yesterday - date(2026, 2, 13)).days
    assert f"aucun fait nouveau depuis {days} jours" in page(client, path_in(protocol, "fr"))
    assert f"aucun fait nouveau depuis {days} jours" in page(client, ROADMAP)


def test_brief_data_and_page_agree(client, protocol):
    brief = page(client, f"/fr/fiches/{protocol.reference}/bref.txt")
    table = client.get("/fr/donnees/roadmap_items.csv").text
    (row,) = (line for line in table.splitlines() if str(protocol.pk) in line)

    assert f"Texte : adopté, 23 déc. 2025 ; dernier fait le 13 févr. 2026. {NOT_DONE}" in brief
    assert row.endswith(",adopted,2025-12-23,decided,2025-12-23,,,decided,,2026-03-04")
