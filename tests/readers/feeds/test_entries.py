"""What an entry of a feed says, and which entries a feed takes."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest

from editions.models import ChangeText
from publishing.live.publish import closure, publish, withdraw
from publishing.registry import RECORD_TYPES
from readers.feeds import channels
from readers.feeds import entries as reading
from readers.sections import SECTIONS
from tests import factories as make
from tests.every import every
from tests.readers.feeds.reading import NS, SITE, XML_LANG, entries, items, told, xml

# What an entry says


def test_rss_tells_each_change_completely(ask, decision):
    root = xml(ask("registre.rss"))
    channel = root.find("channel")
    item = next(item for item in channel.findall("item") if "banque" in item.findtext("title"))
    text = ChangeText.objects.get(language="fr", change__record_id=decision.pk)
    assert root.get("version") == "2.0"
    assert [channel.findtext(name) for name in ("title", "link", "language", "ttl")] == [
        "Le Registre AES",
        f"{SITE}/fr/",
        "fr",
        "30",
    ]
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == (text.entry_id, "false")
    assert item.findtext("link") == f"{SITE}/fr/decisions/{decision.reference}/"
    assert item.findtext("title") == text.title
    assert item.findtext("dc:creator", namespaces=NS) == "Le Registre AES"
    assert parsedate_to_datetime(item.findtext("pubDate")) == text.first_at
    assert item.findtext("pubDate").endswith(" GMT")
    assert [category.text for category in item.findall("category")] == ["Pilier development", "statut adopted"]
    names = [child.tag for child in item]
    assert names.index("description") < names.index(f"{{{NS['content']}}}encoded")


def test_html_of_an_entry_stands_alone(ask, decision):
    withdraw([decision], reason="Publiée par erreur : <b>doublon</b>.")
    for item in every(items(ask("registre.rss"))):
        html = item.findtext("content:encoded", namespaces=NS)
        assert set(re.findall(r'(?:href|src)="([^"]{0,7})', html)) == {SITE[:7]}
        assert not re.search(r"<(script|iframe|style|b)\b| on\w+=| style=", html)


def test_atom_tells_what_is_new_from_what_was_changed(ask, decision):
    feed = xml(ask("registre.atom"))
    text = ChangeText.objects.get(language="fr", change__record_id=decision.pk)
    (entry,) = [
        entry for entry in feed.findall("a:entry", NS) if entry.findtext("a:id", namespaces=NS) == text.entry_id
    ]
    assert feed.get(XML_LANG) == "fr"
    assert feed.findtext("a:author/a:name", namespaces=NS) == "Le Registre AES"
    assert [link.get("href") for link in feed.findall("a:link[@rel='self']", NS)] == [f"{SITE}/fr/flux/registre.atom"]
    assert [link.get("href") for link in entry.findall("a:link[@rel='alternate']", NS)] == [
        f"{SITE}/fr/decisions/{decision.reference}/"
    ]
    instants = [datetime.fromisoformat(entry.findtext(f"a:{name}", namespaces=NS)) for name in ("published", "updated")]
    assert instants == [text.first_at, text.updated_at]
    categories = {
        c.get("scheme").rsplit("#")[1]: (c.get("term"), c.get("label")) for c in entry.findall("a:category", NS)
    }
    assert categories == {"pilier": ("development", "Pilier development"), "statut": ("adopted", "statut adopted")}
    assert entry.find("a:content", NS).get("type") == "html"


def test_all_formats_tell_the_same_entries(ask, decision):
    rss = [(item.findtext("guid"), item.findtext("title")) for item in items(ask("registre.rss"))]
    atom = [
        (entry.findtext("a:id", namespaces=NS), entry.findtext("a:title", namespaces=NS))
        for entry in entries(ask("registre.atom"))
    ]
    document = json.loads(ask("registre.json").body)
    assert next(iter(document)) == "version"
    assert document["feed_url"] == f"{SITE}/fr/flux/registre.json"
    assert rss == atom == [(item["id"], item["title"]) for item in document["items"]]


def test_identifiers_are_tag_uris_of_their_own_in_each_language(ask, decision):
    french = {item.findtext("guid") for item in items(ask("registre.rss"))}
    english = {item.findtext("guid") for item in items(ask("registre.rss", "en"))}
    assert not french & english
    assert all(re.fullmatch(r"tag:[^,]+,2026:[0-9a-f-]{36}:(fr|en)", guid) for guid in french | english)


def test_markup_and_control_characters_leave_the_document_well_formed(ask):
    make.published(
        make.decision(name_fr="A & B <i>\x0b\x1f\x85 « ]]> »", text_fr="\x00".join("ab").replace("\x00", "\x08"))
    )
    for name in ("registre.rss", "registre.atom"):
        assert "A & B <i> « ]]> »" in "".join(xml(ask(name)).itertext())


def test_an_entry_appears_in_a_language_with_its_translation(ask, decision):
    draft = make.decision(name_fr="Suivre la banque")
    make.published(draft)
    before = ask(f"decisions/{draft.reference}.rss", "en")
    draft.name_en = "Follow the bank"
    draft.save()
    publish([draft])
    (item,) = items(ask(f"decisions/{draft.reference}.rss", "en"))
    assert before.status == 404
    assert "Follow the bank" in item.findtext("title")


# Which changes a feed takes


def test_sections_have_feeds_of_their_own(ask):
    summit, meeting = make.summit(name_fr="Sommet de Bamako"), make.meeting(name_fr="Réunion de Gao")
    organ = make.organ(name_fr="Collège")
    for record in (summit, meeting, organ):
        make.published(record)
    assert [len(told(ask(f"{word}.rss"))) for word in ("sommets", "reunions", "organes", "decisions")] == [1, 1, 1, 0]
    assert "Sommet de Bamako" in told(ask("sommets.rss"))[0]
    assert len(told(ask("registre.rss"))) == 3
    withdraw([summit], reason="Doublon.")
    assert len(told(ask("sommets.rss"))) == 2
    assert len(told(ask("reunions.rss"))) == 1


def test_every_record_type_has_a_section_with_a_feed(ask):
    """A new record type needs a line in readers/sections.py."""
    types = {kind.label for kind in RECORD_TYPES.values() if kind.has_address}
    assert {label for section in SECTIONS.values() for label in section.record_types} == types
    assert {ask(f"{word}.{format}").status for word in SECTIONS for format in ("rss", "atom", "json")} == {200}


def test_a_record_is_followed_by_its_reference_whatever_its_address(ask, decision):
    organ = make.published(make.organ(name_fr="Collège", slug="college"))
    before = ask(f"organes/{organ.reference}.rss")
    organ.slug = "college-des-chefs"
    organ.name_fr = "Collège des chefs d’État"
    organ.save()
    publish([organ])
    after = ask(f"organes/{organ.reference}.rss")
    assert (before.status, after.status) == (200, 200)
    assert told(before) == told(after)
    assert xml(after).findtext("channel/link") == f"{SITE}/fr/organes/college-des-chefs/"
    assert ask("organes/AES-O-2020-001.rss").status == 404
    assert ask(f"decisions/{organ.reference}.rss").status == 404


def test_corrections_point_at_the_entry_they_correct(ask, decision):
    wrong = make.decision_step(decision, "signed", text_fr="Signée le 24.", text_en="Signed on the 24th.")
    publish(closure([decision]))
    make.decision_step(decision, "signed", corrects=wrong, text_fr="Signée le 25.", text_en="Signed on the 25th.")
    publish(closure([decision]))
    (entry,) = entries(ask("corrections.atom"))
    corrected = ChangeText.objects.get(language="fr", change__step_id=wrong.pk)
    assert entry.find("thr:in-reply-to", NS).get("ref") == corrected.entry_id
    assert entry.find("a:link[@rel='related']", NS).get("title") == corrected.title
    assert corrected.title in entry.findtext("a:content", namespaces=NS).replace("&#x27;", "'")
    (english,) = entries(ask("corrections.atom", "en"))
    assert english.find("thr:in-reply-to", NS).get("ref") == corrected.entry_id.removesuffix("fr") + "en"


def test_a_loaded_dossier_is_one_entry_of_the_site(ask):
    records = [make.organ(), make.decision(pillar=make.pillar("development")), make.decision()]
    publish(closure(records), load_title={"fr": "Chargement du dossier", "en": "Dossier loaded"})
    assert told(ask("registre.rss")) == ["Chargement du dossier"]
    assert told(ask("registre.rss", "en")) == ["Dossier loaded"]
    assert len(told(ask("decisions.rss"))) == 2
    assert len(told(ask("registre.rss?pilier=development"))) == 1
    assert len(told(ask(f"decisions/{records[1].reference}.rss"))) == 1


@pytest.mark.django_db
def test_a_page_of_the_archives_that_is_not_full_does_not_exist(decision):
    assert reading.read(channels.site(), "fr", {}, archive=1) is None
