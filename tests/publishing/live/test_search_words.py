"""The words of live records: learnt with their first record, forgotten with their last."""

import pytest

from editions.models import SearchWord
from publishing.live.publish import publish, withdraw
from publishing.live.search_words import forget_words, learn, words_of
from tests import factories as make


def known():
    return set(SearchWord.objects.values_list("language", "word"))


def test_words_are_of_letters_in_lower_case_and_no_short_ones():
    assert words_of([("fr", "La Sécurité 2025 sécurité", "du_barrage")]) == {("fr", "sécurité"), ("fr", "barrage")}


@pytest.mark.django_db
def test_word_is_known_until_the_last_record_that_has_it_leaves():
    first, second = make.organ(name_fr="Banque"), make.organ(name_fr="Banque")
    make.published(first, second)

    withdraw([first], reason="Erreur")
    assert ("fr", "banque") in known()
    withdraw([second], reason="Erreur")
    assert ("fr", "banque") not in known()


@pytest.mark.django_db
def test_word_of_a_former_title_is_forgotten():
    organ = make.published(make.organ(name_fr="Banque"))
    organ.name_fr = "Barrage"
    organ.save()
    publish([organ])

    assert {("fr", "banque"), ("fr", "barrage")} & known() == {("fr", "barrage")}


@pytest.mark.django_db
def test_word_is_learnt_once_without_its_accents_beside_it(django_assert_num_queries):
    learn({("fr", "sécurité")})
    learn({("fr", "sécurité")})

    assert list(SearchWord.objects.values_list("word", "plain")) == [("sécurité", "securite")]
    with django_assert_num_queries(0):
        learn(set())
    forget_words({("fr", "sécurité")})
    assert known() == set()
