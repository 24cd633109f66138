"""What holds for every public address."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from aes_site import views
from editions.models import ChangeText
from publishing.live.publish import withdraw
from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db

LISTS = [
    "home",
    "change-list",
    "correction-list",
    "feed-list",
    "open-data",
    "search",
    "sources:source-list",
    *(f"institutions:{name}-list" for name in ("state", "organ", "person", "office", "document")),
    *(f"summits:{name}-list" for name in ("summit", "meeting", "decision", "topic", "statement", "conflict", "gap")),
    "summits:roadmap",
    "summits:report-list",
    "summits:chronology",
]


def address(name, language="fr"):
    with override(language):
        return reverse(name)


@pytest.mark.parametrize("language", settings.PUBLIC_LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_an_empty_register_has_all_its_lists(client, name, language):
    response = client.get(address(name, language))

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert response.text.count("<h1>") == 1
    assert not response.cookies


@pytest.mark.parametrize("language", settings.PUBLIC_LANGUAGES)
def test_each_list_has_a_title_and_a_description_of_its_own(client, language):
    heads = [
        re.search(r'<title>([^<]+) · .*?<meta name="description" content="([^"]+)">', text, re.DOTALL).groups()
        for text in (client.get(address(name, language)).text for name in LISTS if name != "search")
    ]

    titles, descriptions = zip(*heads, strict=True)
    assert len(set(titles)) == len(set(descriptions)) == len(LISTS) - 1


def test_home_names_who_presides_today_not_who_will(client):
    office, today = make.office(rotates=True), timezone.localdate()
    starts = {"Assimi Goïta": None, "Ibrahim Traoré": today, "Abdourahamane Tiani": today + timedelta(365)}
    for name, started_on in starts.items():
        make.mandate(office, person=make.person(name=name), started_on=started_on, is_joint=True)
    make.published(make.summit(held="2025-12-23"), office)

    presidency = client.get("/fr/").text.partition("Présidence de la Confédération</dt>")[2].partition("</dd>")[0]

    assert re.findall("|".join(starts), presidency) == ["Ibrahim Traoré"]


def test_the_root_speaks_the_readers_language_and_says_that_it_varies(client):
    response = client.get("/", headers={"accept-language": "ar, en;q=0.5"})

    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert "Accept-Language" in response["Vary"]


def test_the_root_is_french_unless_asked_otherwise(client):
    assert client.get("/", headers={"accept-language": "de"})["Location"] == "/fr/"


def test_a_language_in_preparation_has_no_pages(client):
    assert client.get("/ar/").status_code == 404


def test_no_address_makes_a_page_link_to_another_site(client):
    response = client.get("/", PATH_INFO="//elsewhere.example/")

    assert response.status_code == 404
    assert not re.findall(r'(?:href|action)="//', response.text)


def test_an_unknown_address_is_404_in_its_language(client):
    response = client.get("/en/no/such/page/")

    assert response.status_code == 404
    assert '<html lang="en"' in response.text
    assert 'role="search"' in response.text
    assert 'rel="canonical"' not in response.text


def test_a_permanent_address_leads_to_the_record_in_the_readers_language(client):
    decision = make.published(make.decision(name_en="A decision"))

    for identifier in (decision.reference, decision.reference.lower(), decision.pk):
        response = client.get(f"/r/{identifier}", headers={"accept-language": "en"})
        assert (response.status_code, response["Location"]) == (303, path_in(decision, "en"))


def test_a_permanent_address_falls_back_on_a_language_the_record_exists_in(client):
    gap = make.published(make.gap())

    response = client.get(f"/r/{gap.reference}", headers={"accept-language": "en"})

    assert (response.status_code, response["Location"]) == (303, f"/fr/lacunes/?fiche={gap.reference}#{gap.slug}")


def test_a_permanent_address_of_nothing_is_404(client):
    make.decision()
    assert client.get("/r/AES-D-1999-001").status_code == 404


def test_pages_name_only_the_languages_in_which_they_exist(client):
    both = make.published(make.topic(name_en="A topic"))
    french = make.published(make.topic())

    assert re.findall(r'<link rel="alternate" hreflang="(\w+)"', client.get(path_in(both, "fr")).text) == ["fr", "en"]
    assert re.findall(r'<link rel="alternate" hreflang="(\w+)"', client.get(path_in(french, "fr")).text) == []


def test_an_error_of_the_site_is_told_in_the_language_of_the_address(client, monkeypatch):
    monkeypatch.setattr(views, "latest_changes", lambda language: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/en/changements/")

    assert response.status_code == 500
    assert '<html lang="en"' in response.text


def test_a_silent_database_makes_the_site_unavailable_for_now(client, monkeypatch):
    def unreachable(language):
        raise OperationalError

    monkeypatch.setattr(views, "latest_changes", unreachable)
    client.raise_request_exception = False
    response = client.get("/fr/changements/")

    assert (response.status_code, response["Retry-After"]) == (503, "120")


@pytest.mark.parametrize("status_key", ["cancelled", "postponed"])
def test_a_summit_that_was_not_held_is_never_the_latest(client, status_key):
    make.published(make.summit(name_fr="Sommet tenu", held="2024-07-06"))
    stopped = make.summit(name_fr="Sommet annulé", held="2025-12-23")
    make.meeting_step(stopped, status=make.status(status_key, family="stopped"))
    make.published(stopped)

    cycle = client.get("/fr/").text.partition('class="cycle"')[2].partition("</section>")[0]

    assert re.findall("Sommet tenu|Sommet annulé", cycle) == ["Sommet tenu"]


def test_a_cancelled_meeting_is_no_coming_date(client):
    day = (timezone.localdate() + timedelta(30)).isoformat()
    meeting = make.summit(name_fr="Sommet annulé", held=day)
    make.meeting_step(meeting, status=make.status("cancelled", family="stopped"))
    make.published(meeting, make.meeting(name_fr="Réunion prévue", held=day))

    text = client.get("/fr/").text.partition("<main")[2].partition("Ce qui a changé")

    assert "Sommet annulé" not in text[0]
    assert "Sommet annulé" not in text[2].partition("Prochaines dates")[2]
    assert "Réunion prévue" in text[2]


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-site.xml"])
def test_what_robots_read_does_not_depend_on_a_language(client, path):
    answers = [client.get(path, headers={"accept-language": language}) for language in ("fr", "en")]
    assert answers[0].content == answers[1].content
    assert "Accept-Language" not in answers[0].get("Vary", "")


def test_the_legal_notice_says_who_publishes_or_that_nobody_is_named(client, settings):
    make.published(make.page(slug="mentions-legales"))
    unnamed = client.get("/fr/mentions-legales/").text
    settings.PUBLISHER, settings.HOSTED_BY, settings.CONTACT_EMAIL = "Une association", "Un hébergeur", "a@example.org"
    named = client.get("/fr/mentions-legales/").text

    assert ("Ce site ne nomme pas d’éditeur." in unnamed, "Ce site ne nomme pas d’hébergeur." in unnamed) == (
        True,
        True,
    )
    assert "Éditeur\u00a0: Une association." in named
    assert "Hébergement\u00a0: Un hébergeur." in named
    assert 'href="mailto:a@example.org"' in named


def test_readers_are_told_why_in_their_language(client):
    both, french = make.published(make.topic(name_en="Topic")), make.published(make.topic(name_en="Other"))
    withdraw([both], reason={"fr": "Doublon", "en": "Told twice"})
    withdraw([french], reason={"fr": "Erreur"})

    pages = {code: client.get(f"/{code}/themes/{both.slug}/").text for code in ("fr", "en")}
    assert ("Doublon" in pages["fr"], "Told twice" in pages["fr"]) == (True, False)
    assert ("Doublon" in pages["en"], "Told twice" in pages["en"]) == (False, True)
    assert '<span lang="fr">Erreur</span>' in client.get(f"/en/themes/{french.slug}/").text
    assert set(ChangeText.objects.filter(change__record_id=both.pk).values_list("language", "text")) == {
        ("fr", "Doublon"),
        ("en", "Told twice"),
    }


def test_the_home_page_tells_the_latest_facts_and_neither_announcements_nor_corrected_steps(client):
    make.status("wanted", family="expected")
    item, decision = make.roadmap_item(name_fr="La banque"), make.decision(name_fr="Le passeport")
    make.roadmap_step(item, "begun", occurred="2025-03")
    make.roadmap_step(item, "wanted", occurred="2026-01-01")
    wrong = make.decision_step(decision, "cancelled", occurred="2025-12-01")
    make.decision_step(decision, "adopted", occurred="2025-05-01", corrects=wrong)
    make.published(item, decision)

    facts = client.get("/fr/").text.partition("<h2>Derniers faits</h2>")[2].partition("</ol>")[0]

    assert re.findall(r"statut (\w+)</span><p><a [^>]+>([^<]+)", facts) == [
        ("adopted", "Le passeport"),
        ("begun", "La banque"),
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Textes et données sous licence"), ("en", "Texts and data under the licence")]
)
def test_every_page_says_under_which_licence_it_may_be_copied(client, db, language, words):
    for path in (f"/{language}/", f"/{language}/lacunes/", f"/{language}/nulle-part/"):
        assert (
            f'{words} <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>'
            in client.get(path).text
        )


def test_attributed_statements_have_one_name(client, db):
    page = client.get("/fr/enonces/").text

    assert "<h1>Énoncés attribués</h1>" in page
    assert 'aria-current="page">Énoncés attribués</a>' in page


def test_home_says_of_nobody_that_he_presides_after_the_planned_end(client):
    office = make.office(rotates=True)
    make.mandate(office, person=make.person(name="Ibrahim Traoré"), started_on="2023-12-23", planned_end="2024-12")
    make.published(make.summit(held="2023-12-23"), office)

    assert "Présidence de la Confédération</dt>" not in client.get("/fr/").text
