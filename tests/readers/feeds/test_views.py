"""Feeds over HTTP: withdrawals, archives, what clients may keep, how readers find them, what they cost."""

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.http import http_date

from editions.models import Address, ChangeText
from publishing.live.publish import withdraw
from readers.feeds.views import find_record
from readers.sections import SECTIONS
from tests import factories as make
from tests.http import request
from tests.readers.feeds.reading import NS, SITE, announced, entries, items, xml

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


@pytest.mark.django_db
def test_a_record_is_found_in_its_own_section_only(decision):
    assert find_record(SECTIONS["decisions"], decision.reference) == decision
    assert find_record(SECTIONS["themes"], decision.reference) is None
