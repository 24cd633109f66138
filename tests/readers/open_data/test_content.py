"""What the register says to readers, in the languages in which they meet it."""

from exchange.schema.record_types import collections
from readers.open_data.content import in_languages, public_entry, value_of

DECISIONS = collections()["decisions"]


def test_texts_are_in_the_languages_that_the_record_exists_in():
    entry = {"name": {"fr": "Banque"}, "note": {"fr": "Une note", "en": "A note"}, "steps": [{"text": {"en": "Step"}}]}
    assert public_entry(DECISIONS, entry) == {"name": {"fr": "Banque"}, "note": {"fr": "Une note"}, "steps": [{}]}


def test_a_field_without_a_text_left_is_left_out():
    assert in_languages(DECISIONS, {"note": {"ar": "…"}, "slug": "x"}, ["fr", "en"]) == {"slug": "x"}


def test_what_the_dossier_leaves_out_has_its_default():
    assert value_of(DECISIONS, {"slug": "x"}, "slug") == "x"
    assert value_of(DECISIONS, {}, "documents") == []
