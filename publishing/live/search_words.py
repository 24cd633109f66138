"""The words of live records, from which a search that finds nothing takes its suggestions.

Words of titles and summaries, as written, in lower case; a word leaves with the last record that has it.
Must run within `live_path()`.
"""

import re
from collections.abc import Iterable

from django.db import connection

WORD = re.compile(r"[^\W\d_]{4,60}")

Words = set[tuple[str, str]]  # language, word

LEARN = """
INSERT INTO live.editions_searchword (language, word, plain)
SELECT language, word, extensions.unaccent(word) FROM unnest(%s::text[], %s::text[]) new (language, word)
ON CONFLICT DO NOTHING
"""

# Search entries hold their words unstemmed too: whether one remains is read from the index.
FORGET = """
DELETE FROM live.editions_searchword known
USING unnest(%s::text[], %s::text[]) leaving (language, word)
WHERE known.language = leaving.language AND known.word = leaving.word AND NOT EXISTS (
    SELECT FROM live.editions_searchentry entry
    WHERE entry.language = known.language AND entry.vector @@ plainto_tsquery('extensions.words', known.word)
)
"""


def words_of(texts: Iterable[tuple[str, str, str]]) -> Words:
    """The words of texts, each given as language, title and summary."""
    return {(language, word) for language, *parts in texts for word in WORD.findall(" ".join(parts).lower())}


def words_of_entries(entries) -> Words:
    """The words of a queryset of search entries."""
    return words_of(entries.values_list("language", "title", "summary"))


def learn(words: Words) -> None:
    """Know these words from now on."""
    _execute(LEARN, words)


def forget_words(words: Words) -> None:
    """Forget those of these words that no search entry has any more."""
    _execute(FORGET, words)


def _execute(statement, words):
    if not words:
        return
    languages, texts = zip(*sorted(words), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(languages), list(texts)])
