"""The search over real HTTP: what finds what, in both languages."""

import re
from html import unescape
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.http import Http404

from editions.models import SearchWord
from publishing.live.publish import withdraw
from readers.search.query import MAX_LENGTH
from readers.search.views import SearchView
from tests import factories as make
from tests.http import request


@pytest.fixture
def ask(live_server):
    """Ask the search page; gives the answer."""

    def ask(q, language="fr", **query):
        return request(live_server, f"/{language}/recherche/", query={"q": q, **query})

    return ask


def titles(answer) -> list[str]:
    """The titles found, in their order, without their highlights."""
    found = re.findall(r'<p class="name"><a href="[^"]+">(.*?)</a></p>', answer.text)
    return [unescape(re.sub("</?mark>", "", title)) for title in found]


def facet(answer, title) -> dict[str, str]:
    """The values of a facet with their numbers."""
    section = re.search(rf"<h2>{title}</h2>(.*?)</section>", answer.text, re.DOTALL)
    return dict(re.findall(r'nofollow">([^<]+)</a> <span class="num">(\d+)', section[1])) if section else {}


@pytest.fixture
def bank():
    """A decision in both languages, and an organ that says the same words elsewhere."""
    decision = make.decision(
        name_fr="Créer la banque confédérale d’investissement",
        name_en="Create the confederal bank for development",
        text_fr="L’établissement financera les États « fondateurs ».",
        decided="2025-12-23",
        pillar=make.pillar("development"),
    )
    make.decision_step(decision, "adopted")
    make.published(decision)
    make.published(make.organ(name_fr="Comité des experts", summary_fr="Prépare la banque."))
    return decision


# Words

FRENCH = [
    "banque confederale",  # no accents
    "BANQUES CONFÉDÉRALES",  # capitals, plural
    "banque créer",  # in any order
    "d’investissement",
    "d'investissement",
    "investissement",
    "etat fondateur",  # words of the summary
    "investissem",  # a beginning longer than the stem
    "confédér",  # one as long
    "la banque des investissements",  # words that say nothing
    "e\u0301tablissement",  # an accent that is a character of its own
]
ENGLISH = ["banks develop", "creating", "DEVELOPMENTS", "confederal deve"]
ELSEWHERE = [("banque", "en"), ("development", "fr"), ("investxyz", "fr")]


def test_words_find_whatever_their_form(ask, bank):
    assert {words: titles(ask(words)) for words in FRENCH} == {words: [bank.name_fr] for words in FRENCH}
    assert {words: titles(ask(words, "en")) for words in ENGLISH} == {words: [bank.name_en] for words in ENGLISH}


def test_a_language_finds_only_what_exists_in_it(ask, bank):
    assert [titles(ask(words, language)) for words, language in ELSEWHERE] == [[], [], []]


def test_title_outranks_summary_and_date_sorts_by_day(ask, bank):
    make.published(make.meeting(name_fr="Réunion sur la monnaie", summary_fr="La banque.", held="2026-01-15"))
    by_relevance, by_date = ask("banque"), ask("banque", tri="date")
    assert titles(by_relevance)[0] == bank.name_fr
    assert titles(by_date) == ["Réunion sur la monnaie", bank.name_fr, "Comité des experts"]


NUMBERS = {
    '"banque confédérale"': 1,
    "« banque confédérale »": 1,
    '"confédérale banque"': 0,
    "banque -experts": 1,
    "banque -experts -confédérale": 0,
    "fondateurs OU experts": 2,
    "fondateurs or experts": 0,
    "fondateurs experts": 0,
}


def test_phrases_exclusions_and_alternatives(ask, bank):
    assert {words: len(titles(ask(words))) for words in NUMBERS} == NUMBERS


def test_or_is_a_metal_in_french_and_an_operator_in_english(ask, bank):
    make.published(make.topic(name_fr="Mines d’or", name_en="Gold mines"), make.topic(name_fr="Mines de fer"))
    assert titles(ask("mines d’or")) == titles(ask("« mines d’or »")) == titles(ask("or mines")) == ["Mines d’or"]
    assert sorted(titles(ask("gold or bank", "en"))) == [bank.name_en, "Gold mines"]


def test_what_the_register_says_comes_before_its_sources(ask):
    make.published(make.source(title="Banque"), make.decision(name_fr="Suites", text_fr="Une banque est créée."))
    assert titles(ask("banque")) == ["Suites", "Banque"]


def test_a_beginning_counts_only_as_last_word_and_from_three_letters(ask, bank):
    assert titles(ask("confédéral banque")) == [bank.name_fr]  # its stem is that of the whole word
    assert titles(ask("investissem banque")) == []
    assert titles(ask("in")) == []


def test_a_reference_leads_to_its_record_first(ask, bank):
    make.published(make.decision(name_fr="Autre", text_fr=f"Modifie {bank.reference}."))
    _aes, prefix, year, number = bank.reference.split("-")
    short = f"{prefix}-{year}-{int(number)}"
    for asked in (bank.reference, f" {bank.reference.lower()} ", short, short.lower()):
        assert titles(ask(asked))[0] == bank.name_fr


# What is shown


def test_highlights_keep_typography_and_escape_markup(ask):
    make.published(make.decision(name_fr="L’accord « banque » <b>signé</b> à 12\u00a0h"))
    answer = ask("banque accord")
    assert "L’<mark>accord</mark> « <mark>banque</mark> » &lt;b&gt;signé&lt;/b&gt; à 12\u00a0h" in answer.text


def test_an_extract_shows_where_the_words_are_without_markup(ask):
    text = "Début. " + "Rien ici. " * 40 + "Le convoi <script>alert(1)</script> de Gao est arrivé."
    make.published(make.decision(name_fr="Transport", text_fr=text))
    answer = ask("convoi")
    assert "<mark>convoi</mark>" in answer.text
    assert "<script" not in answer.text


def test_facets_count_what_was_found_and_narrow_it(ask, bank):
    answer = ask("banque")
    assert "2 fiches trouvées" in answer.text
    assert facet(answer, "Rubrique") == {"Décisions": "1", "Organes": "1"}
    assert facet(answer, "Année") == {"2025": "1"}
    assert facet(answer, "Pilier") == {"Pilier development": "1"}
    assert facet(answer, "Statut") == {"Statut adopted": "1"}
    for query in ({"type": "decisions"}, {"annee": "2025"}, {"pilier": "development"}, {"statut": "adopted"}):
        assert titles(ask("banque", **query)) == [bank.name_fr]
    assert titles(ask("banque", type="organes")) == ["Comité des experts"]
    assert titles(ask("banque", type="organes", annee="2025")) == []


def test_summits_and_other_meetings_are_told_apart(ask):
    make.published(make.summit(name_fr="Sommet de Bamako"), make.meeting(name_fr="Réunion de Bamako"))
    assert facet(ask("bamako"), "Rubrique") == {"Réunions": "1", "Sommets": "1"}
    assert titles(ask("bamako", type="sommets")) == ["Sommet de Bamako"]
    assert titles(ask("bamako", type="reunions")) == ["Réunion de Bamako"]


def test_facets_of_organs_and_states_name_them(ask):
    organ = make.organ(name_fr="Collège")
    item = make.roadmap_item(name_fr="Passeport commun", organ=organ)
    make.roadmap_step(item, "announced", state=make.state("NE", name_fr="Niger"))
    make.published(item)
    answer = ask("passeport")
    assert facet(answer, "Organe") == {"Collège": "1"}
    assert facet(answer, "État") == {"Niger": "1"}
    assert titles(ask("passeport", organe=organ.slug, etat="NE")) == ["Passeport commun"]
    assert titles(ask("passeport", etat="ML")) == []


def test_results_come_by_pages(ask):
    make.published(*(make.topic(name_fr=f"Notion {n}") for n in range(45)))
    first, last = ask("notion"), ask("notion", page="3")
    assert len(titles(first)) == 20
    assert 'href="?q=notion&amp;page=2"' in first.text
    assert len(titles(last)) == 5
    assert "Page 3 sur 3" in last.text
    assert ask("notion", page="4").status == 404
    assert [ask("notion", page=page).status for page in ("0", "x", "1e3", "-1")] == [404] * 4


# Nothing found


def test_nothing_found_suggests_words_of_the_register(ask, bank):
    for misspelt, meant in (("banqeu", "banque"), ("Banque d’investizement", "Banque d’investissement")):
        answer = ask(misspelt)
        assert "Rien dans le registre ne répond" in answer.text
        (suggested,) = re.findall(r'Voulez-vous dire <a href="([^"]+)">([^<]+)</a>', answer.text)
        assert suggested == (f"?{urlencode({'q': meant})}", meant)
        assert bank.name_fr in titles(ask(meant))


def test_nothing_found_gives_advice_all_the_same(ask, bank):
    for words in ("xyzzyx", "le la des", '"'):
        answer = ask(words)
        assert answer.status == 200
        assert "Voulez-vous dire" not in answer.text
        assert "Comment chercher" in answer.text


def test_a_suggestion_never_names_what_is_not_live(ask, bank):
    draft = make.decision(name_fr="Confidentialité absolue")
    assert "Voulez-vous dire" not in ask("confidentialitée").text
    make.published(draft)
    assert "confidentialité" in ask("confidentialitée").text
    withdraw([draft], reason="Erreur.")
    assert "Voulez-vous dire" not in ask("confidentialitée").text
    assert not SearchWord.objects.filter(word="confidentialité").exists()


def test_a_word_stays_while_another_record_has_it(ask, bank):
    other = make.published(make.decision(name_fr="La banque postale"))
    withdraw([other], reason="Erreur.")
    known = set(SearchWord.objects.values_list("word", flat=True))
    assert "banque" in known
    assert "postale" not in known


# What readers may send


def test_without_words_the_page_says_how_to_search(ask):
    answer = ask("  ")
    assert answer.status == 200
    assert "Comment chercher" in answer.text
    assert "Rien dans le registre" not in answer.text


def test_too_many_words_are_refused_in_words(ask):
    assert ask("a" * 200).status == 200
    answer = ask("a" * 201)
    assert answer.status == 400
    assert "200 caractères au plus" in answer.text


HOSTILE = [
    "'; DROP TABLE live.editions_searchentry; --",
    *("\\", "%s %(q)s %", ":*", "!(&|)<->", '"""', "a\x00b", "\x01\x02", "<script>alert(1)</script>"),
    *("😀" * 50, "\u202e\ufeff", "-", "or", "or or", "((((", "'" * 199, "a:*b", "ﷺ" * 60),
]


def test_hostile_words_find_nothing_and_break_nothing(ask, bank):
    answers = [ask(words) for words in HOSTILE]
    assert {answer.status for answer in answers} == {200}
    assert not any("<script" in answer.text for answer in answers)
    assert titles(ask("banque")) != []


def test_hostile_facets_find_nothing_and_break_nothing(ask, bank):
    values = ("\x00", "' OR 1=1 --", "9" * 300, "%s", "{}")
    names = ("type", "pilier", "organe", "etat", "statut", "annee", "tri")
    assert {ask("banque", **{name: value}).status for name in names for value in values} == {200}


def test_bytes_that_are_no_text_break_nothing(live_server, bank):
    assert request(live_server, "/fr/recherche/?q=banque%ff%fe%00").status == 200


def test_the_page_is_not_to_be_indexed(ask, bank):
    assert '<meta name="robots" content="noindex">' in ask("banque").text


def test_browsers_can_add_the_search(live_server, bank):
    answer = request(live_server, "/en/opensearch.xml")
    description, space = ET.fromstring(answer.body), "{http://a9.com/-/spec/opensearch/1.1/}"
    assert answer.headers["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert len(description.findtext(f"{space}ShortName")) <= 16
    template = description.find(f"{space}Url[@type='text/html']").get("template")
    found = request(live_server, template.removeprefix(settings.SITE_URL).replace("{searchTerms}", "bank"))
    assert titles(found) == [bank.name_en]
    assert 'rel="search" type="application/opensearchdescription+xml"' in found.text


@pytest.mark.django_db
def test_as_many_signs_as_the_page_says_are_answered(client):
    assert client.get("/fr/recherche/", {"q": "a" * MAX_LENGTH}).status_code == 200


@pytest.mark.django_db
def test_a_page_beyond_the_last_is_not_there(rf, bank):
    first = SearchView.as_view()(rf.get("/fr/recherche/", {"q": "banque"}))

    assert first.context_data["found"].total > 0
    with pytest.raises(Http404):
        SearchView.as_view()(rf.get("/fr/recherche/", {"q": "banque", "page": "99"}))
