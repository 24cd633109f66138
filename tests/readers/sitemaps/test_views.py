"""Sitemaps and robots.txt over real HTTP."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings

from editions.models import ContentVersion, Edition
from publishing.live.publish import publish, withdraw
from publishing.models import path_in
from publishing.registry import RECORD_TYPES
from readers.sections import SECTIONS
from readers.sitemaps import pages
from readers.sitemaps.views import sitemap_path
from tests import factories as make
from tests.every import every
from tests.http import request
from tests.publishing.test_contract import factory_of

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITE = settings.SITE_URL


@pytest.fixture
def ask(live_server):
    """Ask for a path of the root; gives the answer."""

    def ask(path, method="GET", **headers):
        return request(live_server, f"/{path}", method, **headers)

    return ask


def xml(answer) -> ET.Element:
    return ET.fromstring(answer.body)


def paths(answer) -> list[str]:
    """The paths a sitemap lists, in its order."""
    return [loc.text.removeprefix(SITE) for loc in xml(answer).findall("s:url/s:loc", NS)]


def alternates(answer, path) -> dict[str, str]:
    """The paths of a page by language."""
    (url,) = [url for url in xml(answer).findall("s:url", NS) if url.findtext("s:loc", namespaces=NS) == SITE + path]
    return {link.get("hreflang"): link.get("href").removeprefix(SITE) for link in url.findall("x:link", NS)}


def test_the_index_names_a_sitemap_for_each_section_that_has_pages(ask):
    make.published(make.page(name_fr="Méthode"))
    listed = [loc.text.removeprefix(SITE) for loc in xml(ask("sitemap.xml")).findall("s:sitemap/s:loc", NS)]
    assert listed == ["/sitemap-site.xml", *(f"/sitemap-{word}.xml" for word in SECTIONS)]
    assert {ask(path.lstrip("/")).status for path in listed} == {200}


def test_pages_are_listed_in_the_languages_in_which_they_exist(ask):
    both = make.published(make.decision(name_fr="Banque", name_en="Bank"))
    french = make.published(make.decision(name_fr="Monnaie"))
    answer = ask("sitemap-decisions.xml")
    own = f"/decisions/{both.reference}/"
    assert set(paths(answer)) == {
        "/fr/decisions/",
        "/en/decisions/",
        f"/fr{own}",
        f"/en{own}",
        f"/fr/decisions/{french.reference}/",
    }
    expected = {"fr": f"/fr{own}", "en": f"/en{own}", "x-default": f"/fr{own}"}
    assert alternates(answer, f"/fr{own}") == alternates(answer, f"/en{own}") == expected
    assert alternates(answer, f"/fr/decisions/{french.reference}/") == {}


def test_listed_pages_answer_as_themselves_and_name_the_same_languages(ask):
    make.published(make.summit(name_en="Summit"), make.organ(), make.page(), make.topic(name_en="Topic"))
    for word in ("site", "sommets", "organes", "themes", "pages", "sources"):
        sitemap = ask(f"sitemap-{word}.xml")
        for path in every(paths(sitemap)):
            page = ask(path.lstrip("/"))
            assert page.status == 200
            assert f'<link rel="canonical" href="{SITE}{path}">' in page.text
            assert dict(re.findall(f'hreflang="([^"]+)" href="{SITE}([^"]+)"', page.text)) == alternates(sitemap, path)


def test_every_record_type_with_pages_is_in_a_sitemap(ask):
    """A new record type needs a line in readers/sections.py."""
    kinds = [kind for kind in RECORD_TYPES.values() if kind.has_address]
    records = [factory_of(kind.model)() for kind in kinds]
    make.published(*records)
    listed = {path for word in SECTIONS for path in paths(ask(f"sitemap-{word}.xml"))}
    own = {path_in(record, "fr") for record in records}
    assert {path for path in own if "#" not in path} <= listed
    assert not any("#" in path for path in listed)


def test_summits_and_other_meetings_are_told_apart(ask):
    make.published(make.summit(slug="bamako"), make.meeting(slug="gao"))
    assert paths(ask("sitemap-sommets.xml")) == ["/fr/sommets/", "/en/sommets/", "/fr/sommets/bamako/"]
    assert paths(ask("sitemap-reunions.xml")) == ["/fr/reunions/", "/en/reunions/", "/fr/reunions/gao/"]


def test_the_date_of_a_page_is_that_of_its_edition_and_moves_with_it_alone(ask):
    one, other = make.published(make.topic(slug="un")), make.published(make.topic(slug="deux"))
    before = dates(ask("sitemap-themes.xml"))
    edition = Edition.objects.get(record_id=one.pk)
    assert before["/fr/themes/un/"] == edition.published_at
    other.name_fr = "Autre titre"
    other.save()
    publish([other])
    after = dates(ask("sitemap-themes.xml"))
    assert after["/fr/themes/un/"] == before["/fr/themes/un/"]
    assert after["/fr/themes/deux/"] == ContentVersion.objects.get().changed_at > before["/fr/themes/deux/"]


def dates(answer) -> dict[str, datetime]:
    return {
        url.findtext("s:loc", namespaces=NS).removeprefix(SITE): datetime.fromisoformat(
            url.findtext("s:lastmod", namespaces=NS)
        )
        for url in xml(answer).findall("s:url", NS)
    }


def test_drafts_and_withdrawn_records_are_not_listed(ask):
    record = make.topic(slug="notion")
    assert "/fr/themes/notion/" not in paths(ask("sitemap-themes.xml"))
    make.published(record)
    assert "/fr/themes/notion/" in paths(ask("sitemap-themes.xml"))
    withdraw([record], reason="Erreur.")
    assert "/fr/themes/notion/" not in paths(ask("sitemap-themes.xml"))


def test_a_sitemap_that_would_be_too_long_goes_on_in_another(ask, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_SIZE", 2)
    make.published(*(make.topic(slug=f"t{n}", name_en="Topic") for n in range(5)))
    listed = [loc.text for loc in xml(ask("sitemap.xml")).findall("s:sitemap/s:loc", NS) if "themes" in loc.text]
    assert listed == [f"{SITE}/sitemap-themes.xml", f"{SITE}/sitemap-themes-2.xml", f"{SITE}/sitemap-themes-3.xml"]
    assert [len(paths(ask(f"sitemap-themes{n}.xml"))) for n in ("", "-2", "-3")] == [6, 4, 2]
    assert [ask(f"sitemap-{name}.xml").status for name in ("themes-4", "site-2", "inconnu")] == [404] * 3


def test_sitemaps_may_be_kept_and_asked_for_again(ask):
    record = make.published(make.topic())
    for name in ("sitemap.xml", "sitemap-themes.xml"):
        answer, head = ask(name), ask(name, "HEAD")
        assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
        assert answer.headers["Cache-Control"] == "public, max-age=900"
        assert (head.headers["ETag"], head.body) == (answer.headers["ETag"], b"")
        assert ask(name, If_None_Match=answer.headers["ETag"]).status == 304
        assert ask(name, If_Modified_Since=answer.headers["Last-Modified"]).status == 304
    record.name_fr = "Autre"
    record.save()
    publish([record])
    assert ask(name, If_None_Match=answer.headers["ETag"]).status == 200
    assert ask(name, If_Modified_Since=answer.headers["Last-Modified"]).status == 200


def test_robots_may_read_all_but_the_desk(ask):
    answer = ask("robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text == f"User-agent: *\nDisallow: /admin/\n\nSitemap: {SITE}/sitemap.xml\n"


def test_the_first_sitemap_of_a_section_has_no_number():
    assert [sitemap_path("decisions", number) for number in (1, 2)] == [
        "/sitemap-decisions.xml",
        "/sitemap-decisions-2.xml",
    ]
