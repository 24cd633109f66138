"""Texts and links of records in templates: in the page's language, else in French and marked as such."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from institutions.models import Organ
from publishing.templatetags.records import (
    address_in,
    facet_choice,
    facet_link,
    prose,
    record_link,
    same_in,
    text,
)

ORGAN = Organ(name_fr="Collège <1>", slug="college", summary_fr="<p>Un <strong>mot</strong></p>", summary_en="A word")
ARABIC = Organ(name_fr="Collège", name_en="College", slug="college")


def context(path="/fr/organes/"):
    return {"fallbacks": set(), "request": RequestFactory().get(path)}


def test_text_of_the_page_is_escaped_and_that_of_another_language_marked():
    with override("fr"):
        assert text(context(), ORGAN, "name") == "Collège &lt;1&gt;"
    with override("en"):
        found = context()
        assert text(found, ORGAN, "name") == '<span lang="fr" dir="ltr">Collège &lt;1&gt;</span>'
        assert found["fallbacks"] == {"fr"}


def test_rich_text_is_words_alone_or_prose():
    with override("fr"):
        assert text(context(), ORGAN, "summary") == "Un mot"
        assert prose(context(), ORGAN, "summary") == "<p>Un <strong>mot</strong></p>"
        assert prose(context(), ORGAN, "name") == "<p>Collège &lt;1&gt;</p>"


def test_link_leads_to_the_page_in_the_language_else_where_there_is_one():
    with override("en"):
        assert record_link(context(), ARABIC).startswith('<a href="/en/')
        found = context()
        assert ' hreflang="fr" lang="fr">Collège &lt;1&gt;</a>' in record_link(found, ORGAN)
        assert found["fallbacks"] == {"fr"}


def test_page_in_another_language_has_the_same_address_but_for_its_first_word():
    asked = context("/fr/organes/?niveau=a&apres=AES-O-1&page=2")

    assert address_in(asked, "en") == "/en/organes/"
    assert same_in(asked, "en") == "/en/organes/?niveau=a"
    assert same_in(context(), "en") == "/en/organes/"


@pytest.mark.parametrize(
    ("path", "value", "address"),
    [
        ("/fr/?a=1&apres=x", "2", "?a=1&annee=2"),
        ("/fr/?annee=1&mois=3", "2", "?annee=2"),
        ("/fr/?annee=1&mois=3", None, "/fr/"),
    ],
)
def test_facet_sets_one_parameter_and_begins_at_page_one(path, value, address):
    assert facet_link(context(path), "annee", value) == address


def test_chosen_facet_widens_the_list_again():
    assert facet_choice(context("/fr/?a=1"), "a", "1", "1", "<b>") == '<a href="/fr/" aria-current="true">&lt;b&gt;</a>'
    assert facet_choice(context(), "a", "1", "", "un") == '<a href="?a=1">un</a>'
