"""Each word of the vocabulary is where it is said to be (docs/vocabulary.md)."""

import re
from importlib import import_module

import pytest
from django.conf import settings

TEXT = (settings.BASE_DIR / "docs/vocabulary.md").read_text()
PLACES = sorted(set(re.findall(r"\| `([a-z_.]+\.[A-Za-z_]+)` \|", TEXT)))
VERBS = sorted(set(re.findall(r"`([a-z_]+)`", TEXT.partition("## Verbs")[2])))


@pytest.mark.parametrize("place", PLACES)
def test_a_word_is_where_it_lives(place):
    module, _dot, name = place.rpartition(".")

    assert hasattr(import_module(module), name)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_a_function_of_the_code(verb):
    rooms = ("publishing", "desk", "readers", "sources", "archive")
    sources = (path.read_text() for room in rooms for path in (settings.BASE_DIR / room).rglob("*.py"))

    assert any(f"def {verb}(" in source for source in sources)


def test_words_and_verbs_were_found():
    assert (len(PLACES) > 20, len(VERBS) > 10) == (True, True)
