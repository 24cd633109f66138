"""What a reader asks, as the address says it and as PostgreSQL reads it."""

import pytest
from django.http import QueryDict

from readers.search.query import MAX_LENGTH, SearchQuery, clean


def asked(text, language="fr"):
    return SearchQuery.read(QueryDict(mutable=True) | {"q": text}, language)


def test_an_address_is_read_and_written_in_one_order():
    query = SearchQuery.read(QueryDict("page=2&tri=date&annee=2025&q=la++banque&type=decisions&x=1"), "fr")
    assert query == SearchQuery("la banque", "fr", {"type": "decisions", "annee": "2025"}, "date", 2)
    assert query.parameters() == {"q": "la banque", "type": "decisions", "annee": "2025", "tri": "date"}
    assert query.parameters(page="3", annee="") == {"q": "la banque", "type": "decisions", "tri": "date", "page": "3"}


@pytest.mark.parametrize("page", ["0", "-1", "un", "1234567", "1.5"])
def test_a_page_that_is_no_number_from_one_is_refused(page):
    with pytest.raises(ValueError, match=page):
        SearchQuery.read(QueryDict(f"q=a&page={page}"), "fr")


@pytest.mark.parametrize(("text", "is_answerable"), [("", False), ("a" * MAX_LENGTH, True), ("a" * 201, False)])
def test_there_must_be_words_and_not_too_many(text, is_answerable):
    assert SearchQuery(text, "fr").is_answerable is is_answerable


def test_control_characters_and_spaces_are_one_space():
    assert clean(" e\u0301\x00 \t b ") == "é b"


@pytest.mark.parametrize(
    ("text", "reference"),
    [("d-2025-14", "AES-D-2025-014"), ("AES-FR-2025-001", "AES-FR-2025-001"), ("2025-14", ""), ("d-2025-14 x", "")],
)
def test_a_reference_is_known_in_its_short_form(text, reference):
    assert SearchQuery(text, "fr").reference == reference


def test_in_french_ou_is_an_operator_and_or_a_metal_outside_of_quotation_marks():
    assert SearchQuery("banque OU or", "fr").words == 'banque or "or"'
    assert SearchQuery("« l’or OU rien »", "fr").words.strip('" ').endswith("OU rien")
    assert SearchQuery("bank or gold", "en").words == "bank or gold"


@pytest.mark.parametrize(
    ("text", "beginning"),
    [("la ban", ("la ", "ban")), ("ba", ("ba", "")), ("-banque", ("-banque", "")), ('"la ban', ('"la ban', ""))],
)
def test_the_last_word_may_be_a_beginning(text, beginning):
    assert SearchQuery(text, "fr").beginning == beginning


@pytest.mark.parametrize(("text", "has_phrase"), [('"la banque"', True), ('"banque"', False), ('-"la banque"', False)])
def test_an_expression_has_several_words_and_is_not_left_out(text, has_phrase):
    assert SearchQuery(text, "fr").has_phrase is has_phrase
