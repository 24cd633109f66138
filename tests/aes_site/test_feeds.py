"""Feeds over real HTTP: what they tell, in which form, and how clients may ask for them again."""

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from aes_site.sections import SECTIONS
from editions.models import Address, ChangeText
from publishing.publish import closure, publish, withdraw
from publishing.registry import RECORD_TYPES
from tests import factories as make
from tests.http import request

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "thr": "http://purl.org/syndication/thread/1.0",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = settings.SITE_URL


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


def xml(answer) -> ET.Element:
    return ET.fromstring(answer.body)


def items(answer) -> list[ET.Element]:
    return xml(answer).findall("channel/item")


def entries(answer) -> list[ET.Element]:
    return xml(answer).findall("a:entry", NS)


def told(answer) -> list[str]:
    """The titles of an RSS feed, newest first."""
    return [item.findtext("title") for item in items(answer)]


def self_link(answer) -> str:
    return xml(answer).find("channel/a:link[@rel='self']", NS).get("href")


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
    for item in items(ask("registre.rss")):
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
    """A new record type needs a line in aes_site/sections.py."""
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


# Filters


@pytest.fixture
def various():
    """A roadmap item with a step of one state, and a decision of another pillar."""
    organ = make.organ(name_fr="Collège", slug="college")
    item = make.roadmap_item(name_fr="Passeport", pillar=make.pillar("diplomacy"), organ=organ)
    make.roadmap_step(item, "announced", state=make.state("NE", name_fr="Niger"))
    other = make.decision(name_fr="Banque", pillar=make.pillar("development"), organ=organ)
    make.decision_step(other, "adopted")
    make.published(item, other)
    return item, other


def test_filters_combine(ask, various):
    numbers = {
        "pilier=diplomacy": 1,
        "pilier=development": 1,
        "organe=college": 3,  # the organ itself, the item, the decision
        "etat=NE": 2,  # the state itself, the item
        "statut=adopted": 1,
        "organe=college&statut=adopted": 1,
        "pilier=diplomacy&statut=adopted": 0,
        "pilier=diplomacy&organe=college&etat=NE": 1,
        "pilier=&organe=&etat=&statut=": len(told(ask("registre.rss"))),
    }
    assert {query: len(told(ask(f"registre.rss?{query}"))) for query in numbers} == numbers
    assert len(told(ask("decisions.rss?organe=college"))) == 1


def test_filters_have_one_canonical_order(ask, various):
    one, other = (
        ask(f"registre.rss?{query}")
        for query in ("statut=adopted&pilier=development", "pilier=development&statut=adopted&utm=x")
    )
    assert one.body == other.body
    assert self_link(one) == f"{SITE}/fr/flux/registre.rss?pilier=development&statut=adopted"
    assert xml(one).findtext("channel/title") == "Le Registre AES · Pilier development · statut adopted"


@pytest.mark.parametrize(
    "query", ["pilier=inconnu", "etat=XX", "organe=%00", "statut=' OR 1=1", "pilier=diplomacy&pilier=development"]
)
def test_an_unknown_value_is_not_found_and_the_page_says_what_is(ask, various, query):
    answer = ask(f"registre.rss?{query}")
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Valeurs possibles" in answer.text


def test_the_filter_of_a_renamed_organ_leads_to_its_new_address_and_keeps_old_entries(ask, various):
    organ = various[0].organ
    before = told(ask("registre.rss?organe=college"))
    organ.slug = "college-des-chefs"
    organ.save()
    publish([organ])
    moved = ask("registre.rss?organe=college")
    assert (moved.status, moved.headers["Location"]) == (301, "/fr/flux/registre.rss?organe=college-des-chefs")
    page = ask("registre.rss?organe=college&archive=2")
    assert page.headers["Location"] == "/fr/flux/registre.rss?organe=college-des-chefs&archive=2"
    assert told(ask("registre.rss?organe=college-des-chefs")) == before


def test_a_search_may_be_followed(ask, live_server, various):
    page = request(live_server, "/fr/recherche/", query={"q": "passeport", "type": "feuille-de-route", "etat": "NE"})
    path = "feuille-de-route.rss?etat=NE&q=passeport"
    assert announced(page)[0] == path.replace("&", "&amp;")
    assert len(told(ask(path))) == 1
    assert xml(ask(path)).findtext("channel/title") == (
        "Le Registre AES · points de la feuille de route · Niger · «\u00a0passeport\u00a0»"
    )
    assert told(ask("registre.rss?q=introuvable")) == []
    make.published(make.decision(name_fr="Délivrer le passeport"))
    assert len(told(ask("registre.rss?q=passeports"))) == 2
    assert ask(f"registre.rss?q={'a' * 201}").status == 404


# Withdrawal


def test_a_withdrawn_record_ends_its_feed_with_the_notice(ask, decision):
    path = f"decisions/{decision.reference}.rss"
    withdraw([decision], reason="Publiée par erreur.")
    answer = ask(path)
    assert answer.status == 200
    assert "banque" not in answer.text
    assert "Publiée par erreur." in items(answer)[0].findtext("description")
    assert "banque" not in ask("registre.rss").text
    last = timezone.now() - timedelta(days=settings.WITHDRAWN_FEED_DAYS)
    Address.objects.update(withdrawn_at=last + timedelta(minutes=1))
    assert ask(path).status == 200
    Address.objects.update(withdrawn_at=last - timedelta(minutes=1))
    assert ask(path).status == 410


def test_a_withdrawal_moves_the_date_of_the_feed(ask, decision):
    before = ask("decisions.rss")
    withdraw([decision], reason="Erreur.")
    after = ask("decisions.rss")
    built = [parsedate_to_datetime(xml(a).findtext("channel/lastBuildDate")) for a in (before, after)]
    assert built[0] < built[1]
    assert built[1] == max(ChangeText.objects.values_list("updated_at", flat=True))


# Archives (RFC 5005)


def test_older_entries_stay_readable_by_pages_that_never_move(ask):
    make.published(*(make.topic(name_fr=f"Notion {n}") for n in range(120)))
    current, first, second = ask("themes.atom"), ask("themes.atom?archive=1"), ask("themes.atom?archive=2")
    assert [len(entries(page)) for page in (current, first, second)] == [50, 50, 50]
    assert links(current) == {"self": "themes.atom", "prev-archive": "themes.atom?archive=2"}
    assert links(second) == {
        "self": "themes.atom?archive=2",
        "prev-archive": "themes.atom?archive=1",
        "current": "themes.atom",
    }
    assert links(first)["next-archive"] == "themes.atom?archive=2"
    assert xml(first).find("fh:archive", NS) is not None
    assert xml(ask("themes.rss?archive=1")).find("channel/fh:archive", NS) is not None
    ids = {entry.findtext("a:id", namespaces=NS) for page in (current, first, second) for entry in entries(page)}
    assert len(ids) == 120
    make.published(make.topic(name_fr="Notion de plus"))
    assert ids_of(ask("themes.atom?archive=2")) == ids_of(second)
    assert [ask(f"themes.atom?archive={number}").status for number in ("3", "0", "-1", "x", "9" * 40)] == [404] * 5
    assert json.loads(ask("themes.json").body)["next_url"] == f"{SITE}/fr/flux/themes.json?archive=2"


def links(answer):
    found = xml(answer).findall("a:link", NS)
    return {link.get("rel"): link.get("href").rsplit("/", 1)[1] for link in found if link.get("rel") != "alternate"}


def ids_of(answer):
    return [entry.findtext("a:id", namespaces=NS) for entry in entries(answer)]


# Over HTTP

TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@pytest.mark.parametrize("format", TYPES)
def test_anyone_may_keep_a_feed_and_ask_again(ask, decision, format):
    answer = ask(f"registre.{format}")
    headers = answer.headers
    assert headers["Content-Type"] == f"{TYPES[format]}; charset=utf-8"
    assert re.fullmatch(r'"[0-9a-f]{32}"', headers["ETag"])
    assert parsedate_to_datetime(headers["Last-Modified"]) <= datetime.now(UTC)
    assert headers["Cache-Control"] == "public, max-age=1800"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Set-Cookie"] is None
    assert not {"cookie", "accept-language"} & set((headers["Vary"] or "").lower().split(", "))
    again, head = ask(f"registre.{format}"), ask(f"registre.{format}", method="HEAD")
    assert again.body == answer.body
    assert head.body == b""
    assert [head.headers[n] for n in ("ETag", "Last-Modified", "Content-Type", "Content-Length")] == [
        headers[n] for n in ("ETag", "Last-Modified", "Content-Type", "Content-Length")
    ]


def test_what_has_not_changed_is_not_sent_again(ask, decision):
    headers = ask("registre.rss").headers
    tag, date = headers["ETag"], headers["Last-Modified"]
    later = http_date(datetime.now(UTC).timestamp() + 60)
    conditions = [
        ({"If_None_Match": tag}, 304),
        ({"If_None_Match": f"W/{tag}"}, 304),
        ({"If_None_Match": f'"other", {tag}'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_Modified_Since": date}, 304),
        ({"If_Modified_Since": later}, 304),
        ({"If_None_Match": tag, "If_Modified_Since": "Wed, 01 Jan 1800 00:00:00 GMT"}, 304),
        ({"If_None_Match": '"other"', "If_Modified_Since": date}, 200),
        ({"If_None_Match": "unquoted", "If_Modified_Since": date}, 200),
        ({"If_Modified_Since": "Wed, 01 Jan 1800 00:00:00 GMT"}, 200),
        ({"If_Modified_Since": "hier"}, 200),
    ]
    assert [ask("registre.rss", **given).status for given, _status in conditions] == [
        status for _g, status in conditions
    ]
    for method in ("GET", "HEAD"):
        unchanged = ask("registre.rss", method=method, If_None_Match=tag)
        assert (unchanged.status, unchanged.body) == (304, b"")
        repeated = [unchanged.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control")]
        assert repeated == [tag, date, "public, max-age=1800"]
        assert unchanged.headers["Access-Control-Allow-Origin"] == "*"


def test_both_validators_move_at_once_even_within_one_second(ask, decision):
    """Each of these publications takes less than a second; a client that has only the date sees them all."""
    seen = [ask("registre.rss")]
    for number in range(3):
        make.published(make.topic(name_fr=f"Notion {number}"))
        by_date = ask("registre.rss", If_Modified_Since=seen[-1].headers["Last-Modified"])
        by_tag = ask("registre.rss", If_None_Match=seen[-1].headers["ETag"])
        assert (by_date.status, by_tag.status) == (200, 200)
        seen.append(by_tag)
    assert len({answer.headers["ETag"] for answer in seen}) == 4


def test_a_publication_elsewhere_leaves_the_feed_of_a_record_alone(ask, decision):
    path = f"decisions/{decision.reference}.atom"
    before = ask(path)
    make.published(make.topic())
    after = ask(path)
    assert (after.body, after.headers["Last-Modified"]) == (before.body, before.headers["Last-Modified"])


def test_an_empty_feed_is_complete(ask):
    for name in ("registre.rss", "registre.atom", "sommets.atom", "corrections.json"):
        answer = ask(name)
        assert answer.status == 200
        assert answer.headers["Last-Modified"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert xml(ask("registre.atom")).findtext("a:updated", namespaces=NS) == "2026-01-01T00:00:00Z"


# How readers find them


def announced(answer) -> list[str]:
    """The feeds that a page announces, by what follows /fr/flux/."""
    found = re.findall(r'<link rel="alternate" type="application/[^"]+" title="[^"]+" href="([^"]+)">', answer.text)
    return [href.removeprefix(f"{SITE}/fr/flux/") for href in found]


def test_pages_announce_their_own_feed_then_that_of_everything_rss_first(live_server, decision):
    site = [f"registre.{format}" for format in TYPES]
    own = {
        "/fr/": [],
        "/fr/decisions/": [f"decisions.{format}" for format in TYPES],
        f"/fr/decisions/{decision.reference}/": [f"decisions/{decision.reference}.{format}" for format in TYPES],
        "/fr/corrections/": [f"corrections.{format}" for format in TYPES],
        "/fr/introuvable/": [],
    }
    assert {path: announced(request(live_server, path)) for path in own} == {
        path: feeds + site for path, feeds in own.items()
    }


def test_the_page_of_feeds_names_them_all_and_composes_one(live_server, ask, decision):
    page = request(live_server, "/fr/flux/")
    assert page.status == 200
    for word in ["registre", "corrections", *SECTIONS]:
        assert f'href="{SITE}/fr/flux/{word}.rss"' in page.text
    assert '<form action="/fr/flux/registre.rss"' in page.text
    assert '<option value="development">Pilier development</option>' in page.text


def test_outline_lists_the_feeds_of_its_language(ask):
    answer = ask("flux.opml", "en")
    outlines = xml(answer).findall("body/outline")
    assert answer.headers["Content-Type"] == "text/x-opml; charset=utf-8"
    assert len(outlines) == len(SECTIONS) + 2
    assert {outline.get("xmlUrl").split("/flux/")[0] for outline in outlines} == {f"{SITE}/en"}
    assert all(outline.get("text") and outline.get("type") == "rss" for outline in outlines)


# Speed


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["registre.rss", "themes.atom", "registre.json?q=titre"])
def test_statements_are_as_many_for_one_entry_as_for_a_hundred(client, path):
    numbers = []
    make.published(make.decision(pillar=make.pillar("development")))
    for more in (1, 2, 97):
        make.published(*(make.topic() for _ in range(more)))
        with CaptureQueriesContext(connection) as statements:
            assert client.get(f"/fr/flux/{path}").status_code == 200
        numbers.append(len(statements))
    assert numbers == [numbers[0]] * 3
    assert numbers[0] <= 9
